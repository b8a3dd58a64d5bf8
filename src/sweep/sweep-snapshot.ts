import { join } from 'node:path';
import type { Engine } from '../decision/engine.ts';
import { asOfDate } from '../market/as-of-date.ts';
import { addDays, type Day, day, iso } from '../market/day.ts';
import { userError } from '../market/problem.ts';
import { NIFTY } from '../market/series.ts';
import type { Store } from '../market/store/store.ts';
import { obtainSnapshot } from '../snapshot/cache.ts';
import { makeSnapshot } from '../snapshot/make-snapshot.ts';
import { type OpenedSnapshot, openSnapshot } from '../snapshot/open-snapshot.ts';
import type { SweepPlan } from './plan/sweep-plan.ts';

/**
 * The snapshot of a store for a sweep: as known on the last session, or on the day before the holdout, so that its rows are in
 * nothing that a worker gets.
 */
export async function snapshotForSweep(
  store: Store,
  { holdout }: Pick<SweepPlan, 'holdout'>,
  at: { readonly engine: Engine; readonly cache: string; readonly today: Day },
): Promise<OpenedSnapshot> {
  const last = asOfDate(undefined, await store.load([`${NIFTY}.close`]), at.today);
  const before = holdout === undefined ? last : addDays(day(holdout), -1);
  const asOf = before < last ? before : last;
  const { id, folder } = await makeSnapshot(store, { asOf, engine: at.engine, into: at.cache });
  return openSnapshot(folder, id);
}

/**
 * A snapshot by its id, for a sweep.
 *
 * @throws UserError where it is not there, was made by another program, or holds rows of the holdout.
 */
export async function givenSnapshot(
  id: string,
  { holdout }: Pick<SweepPlan, 'holdout'>,
  { engine, cache }: { readonly engine: Engine; readonly cache: string },
): Promise<OpenedSnapshot> {
  const folder = await obtainSnapshot(id, cache, null);
  const snapshot = openSnapshot(folder, id);
  refuseOtherEngine(snapshot, engine);
  const { day: known } = snapshot.manifest;
  if (holdout !== undefined && known >= holdout)
    throw userError(
      'holdout-in-snapshot',
      join(cache, id),
      `holds what was known up to ${known}, and the holdout begins on ${holdout}.`,
      `Make one without it: trrm snapshot make --as-of ${iso(addDays(day(holdout), -1))}.`,
    );
  return snapshot;
}

/** @throws UserError where a snapshot was made by another version of the program: results could differ in their last bits. */
export function refuseOtherEngine({ id, manifest }: OpenedSnapshot, engine: Engine): void {
  const made = manifest.engine;
  if (made.version === engine.version && made.sources === engine.sources) return;
  throw userError(
    'other-engine',
    id.slice(0, 12),
    `was made by trrm ${made.version} (${made.sources.slice(0, 8)}); this is ${engine.version} (${engine.sources.slice(0, 8)}).`,
    'Make the snapshot again with this program, or use the program that made it.',
  );
}

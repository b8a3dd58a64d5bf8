import { day } from '../../market/day.ts';
import { marketOfSnapshot, type OpenedSnapshot } from '../../snapshot/open-snapshot.ts';
import { storeOfSnapshot } from '../../snapshot/store-of-snapshot.ts';
import type { SweepDefinition } from '../trials/plan-trials.ts';
import { backtestObjective } from './backtest.ts';
import { evidenceObjective } from './evidence.ts';
import type { Objective } from './objective.ts';

/** Prepares the objective of a sweep on its snapshot. */
export async function prepareObjective(
  { plan, book, engine }: SweepDefinition,
  snapshot: OpenedSnapshot,
): Promise<Objective> {
  if (plan.objective === 'evidence')
    return evidenceObjective(marketOfSnapshot(snapshot), day(snapshot.manifest.day), book, plan);
  return backtestObjective(await storeOfSnapshot(snapshot, 'trrm sweep'), book, plan, engine);
}

import { riskIssuers } from '../../../allocations/stocks/issuers.ts';
import { BEFORE_ALL_PRICES } from '../../market/as-of-date.ts';
import { type DateInput, dayFrom } from '../../market/date-input.ts';
import { addDays, type Day, displayDay, iso } from '../../market/day.ts';
import { type Problem, UserError, userError } from '../../market/problem.ts';
import type { DataSnapshot } from '../../market/stocks/data-snapshot.ts';
import type { Store } from '../../market/store/store.ts';
import { buildRiskModel } from '../../risk/build/build.ts';
import { DEFAULT_RISK_RULES, type RiskRules } from '../../risk/risk-rules.ts';
import { canExtend, type Extension } from '../../risk/store/extension.ts';
import { readModelStore, type RiskModelStore, storeUpTo } from '../../risk/store/model-store.ts';

/**
 * Days read again before the first new session, because the slices carry the last price and adjustment of each stock: a
 * quarter is longer than any stock may be suspended and still count as traded.
 */
const RUN_UP_DAYS = 92;

/** What a risk model is built from, besides the store. */
export interface RiskModelBuildRequest {
  /** The folder of the model. */
  readonly folder: string;
  /** Default: those of the default rule book. */
  readonly rules?: RiskRules;
  /** `build` from the first session (the default), or `extend` the model in the folder. */
  readonly how?: 'build' | 'extend';
  /** Last ISO date, usually today; data known later are ignored. */
  readonly to: DateInput;
  readonly progress?: (step: string, done: number, of: number) => void;
  readonly signal?: AbortSignal;
}

/** A built or extended risk model. */
export interface RiskModelBuild {
  readonly store: RiskModelStore;
  /** Sessions built now. */
  readonly added: number;
  readonly problems: readonly Problem[];
}

/**
 * Builds or extends the risk model in a folder from the store's stocks. Where rules or past data have changed, an
 * extension goes back to the last unaffected month-end, or builds the model again, and says so in a note.
 *
 * @param store an open store with stocks.
 * @param request folder and last day; everything else has a default.
 * @returns the model's manifest, the number of sessions built, and problems with the data.
 * @throws UserError where the store has no stock prices, or the model reaches beyond `to`.
 * @example
 * import { buildRiskModelFromStore, openStore } from 'trrm';
 *
 * const store = await openStore('.trrm/demo/market.duckdb');
 * const request = { folder: '.trrm/my-inec1', to: '2024-06-28' };
 * const { added, problems } = await buildRiskModelFromStore(store, request);
 * await store.close();
 * console.log(added, problems);
 */
export async function buildRiskModelFromStore(
  store: Store,
  { folder, rules = DEFAULT_RISK_RULES, how = 'build', progress, signal, ...request }: RiskModelBuildRequest,
): Promise<RiskModelBuild> {
  const to = dayFrom(request.to, 'to');
  const { simulated } = store;
  const snapshot = await store.dataSnapshot({ asOf: to });
  if (snapshot === null) {
    throw userError(
      'no-stocks',
      store.file,
      'The store has no stock prices.',
      'Import bhavcopies or stock panels with trrm import.',
    );
  }
  const all = await store.stocks({ from: BEFORE_ALL_PRICES, to, asOf: to });
  const { issuers, problems } = riskIssuers(all.issuers);
  const { fundamentalsFrom } = all;
  const base: Extendable =
    how === 'extend'
      ? await extendablePart(folder, store, snapshot, { issuers, rules, simulated, fundamentalsFrom })
      : { previous: null, problems: [] };
  const last = base.previous?.sessions.at(-1)?.day;
  const market =
    last === undefined ? all : await store.stocks({ from: addDays(last, -RUN_UP_DAYS), to, asOf: to });
  const sessions = await countSessions(store, to);
  const result = await buildRiskModel({
    folder,
    issuers,
    slices: market.slices(),
    rules,
    simulated,
    snapshot,
    previous: base.previous,
    progress: (at, done) => progress?.(`Risk model, ${iso(at)}`, done, sessions),
    ...(signal && { signal }),
  });
  return {
    ...result,
    problems: [...base.problems, ...problems, ...market.problems(), ...result.problems],
  };
}

interface Extendable {
  readonly previous: RiskModelStore | null;
  readonly problems: readonly Problem[];
}

/**
 * The part of a model that can be extended: up to the last state for which the store still has the data that the model
 * was built from. Late imports of filings make it restart from a month-end before them.
 */
async function extendablePart(
  folder: string,
  store: Store,
  snapshot: DataSnapshot,
  extension: Extension,
): Promise<Extendable> {
  const model = readOwnVersion(folder);
  if (model === null) return { previous: null, problems: [otherVersionNote] };
  const end = model.sessions.at(-1)?.day;
  if (end !== undefined && end > snapshot.asOf) {
    throw userError(
      'beyond',
      folder,
      `The model reaches ${displayDay(end)}, later than ${displayDay(snapshot.asOf)}.`,
      'Extend it to a later date, or build a model to that date with trrm risk build --to.',
    );
  }
  for (const { after } of model.states.toReversed()) {
    const part = storeUpTo(model, after);
    if (!canExtend(part, extension)) continue;
    if (!(await store.snapshotsAgree(model.snapshot, snapshot, after))) continue;
    if (after === end) return { previous: model, problems: [] };
    return { previous: part, problems: [rebuiltNote(`from ${displayDay(after)}`, 'Data')] };
  }
  return { previous: null, problems: [rebuiltNote('from its first session', 'Rules, issuers or data')] };
}

/** Null where another version of the model wrote the folder. */
function readOwnVersion(folder: string): RiskModelStore | null {
  try {
    return readModelStore(folder);
  } catch (error) {
    if (error instanceof UserError && error.problems[0]?.code === 'risk-model-version') return null;
    throw error;
  }
}

const otherVersionNote: Problem = {
  severity: 'note',
  code: 'built-again',
  about: 'risk',
  message: 'The stored model is of another version of INEC-1; it was rebuilt from its first session.',
  remedy: '',
};

const rebuiltNote = (from: string, what: string): Problem => ({
  severity: 'note',
  code: 'built-again',
  about: 'risk',
  message: `${what} of sessions in the model have changed; it was rebuilt ${from}.`,
  remedy: '',
});

/** For the progress line: the Nifty's sessions, or 0 where the store has none. */
async function countSessions(store: Store, to: Day): Promise<number> {
  const nifty = await store.load(['nifty-50.close']);
  return nifty.view(to).column('nifty-50.close').observedOn.length;
}

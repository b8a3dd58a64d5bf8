import type { Day } from '../../market/day.ts';
import type { Issuer } from '../../market/stocks/daily-slice.ts';
import type { Store } from '../../market/store/store.ts';
import type { RiskSession } from '../../risk/store/daily-record.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';
import { readSessions } from '../../risk/store/model-store.ts';
import { loadOrBuildModels } from './load-or-build-models.ts';
import { coversSnapshot, readCachedRiskModel } from './model-cache.ts';
import { type ModelBuildOptions, withReadOnlyCache } from './model-build-options.ts';

export interface RiskSessionsRequest {
  readonly asOf: Day;
  readonly throughImport: number;
  readonly book: RuleBook;
  /** The exchange's sessions, ascending. */
  readonly calendar: readonly Day[];
  /** Sessions up to the as-of date. */
  readonly count: number;
  readonly options: ModelBuildOptions;
}

/** Sessions of a risk model, ascending, with the issuers that their columns stand for. */
export interface ModelSessions {
  readonly issuers: readonly Pick<Issuer, 'isin' | 'symbol'>[];
  /** Read one at a time where the model is kept, so that a long history needs little memory. */
  readonly sessions: Iterable<RiskSession>;
}

/**
 * The last sessions of the risk model that a run of a date uses: read from the cached model where the run itself would
 * use it, otherwise built again.
 *
 * @returns null for a store without stocks.
 */
export async function openRiskSessions(
  store: Store,
  { asOf, throughImport, book, calendar, count, options }: RiskSessionsRequest,
): Promise<ModelSessions | null> {
  const dataSnapshot = await store.dataSnapshot({ asOf, throughImport });
  if (dataSnapshot === null) return null;
  const days = calendar.filter((d) => d <= asOf).slice(-count);
  const readOnly = withReadOnlyCache(options);
  // Sleeves are not asked for, so a cached risk model serves also where the cached sleeves do not.
  const riskModel = await readCachedRiskModel(store, dataSnapshot, book, readOnly, days);
  if (riskModel && coversSnapshot(riskModel, dataSnapshot)) {
    const sessions = riskModel.sessions.filter((s) => s.day <= asOf).slice(-count);
    return {
      issuers: riskModel.issuers,
      sessions: readSessions(readOnly.cache!.riskModel, { ...riskModel, sessions }),
    };
  }
  const models = await loadOrBuildModels(store, { book, dataSnapshot, days, calendar, options: readOnly });
  const { issuers } = await store.stocks({ from: asOf, to: asOf, asOf, throughImport });
  const sessions = models.sessions
    .filter((d) => d <= asOf)
    .slice(-count)
    .flatMap((d) => models.session(d) ?? []);
  return { issuers, sessions };
}

/** The same as a list, which holds every session at once. Empty for a store without stocks. */
export const riskSessions = async (store: Store, request: RiskSessionsRequest): Promise<RiskSession[]> =>
  Array.from((await openRiskSessions(store, request))?.sessions ?? []);

import { asOfDate, END_OF_TIME } from '../../market/as-of-date.ts';
import { type DateInput, dayFromOptional } from '../../market/date-input.ts';
import { NIFTY } from '../../market/series.ts';
import type { Store } from '../../market/store/store.ts';
import { DEFAULT_RULE_BOOK, type RuleBook } from '../../rulebook/rule-book.ts';
import { engine } from '../engine.ts';
import type { StoredFile } from '../ledger/entries/ledger-entry.ts';
import { type MonthlyRun, runMonth, type RunRequest } from './monthly-run.ts';
import { type ModelCacheLocation, modelsBesideStore } from '../stocks/model-build-options.ts';

/** What a monthly run starts from, besides the store. */
export interface AllocationOptions {
  /** Default: the default rule book. */
  readonly rules?: RuleBook;
  /** Current holdings as CSV text, by value or by lot (docs/how-to/portfolio-files.md), with the name of the file. */
  readonly portfolio?: StoredFile;
  /**
   * Where the built risk model and sleeves are. Default: beside the store, where `trrm` keeps them, read-only: what is
   * missing or outdated is built for this run and not written.
   */
  readonly models?: ModelCacheLocation;
}

/**
 * Runs the monthly allocation at a date: signals, regime, weights, trades, orders and hedge, as `trrm run` does.
 *
 * @param store an open store.
 * @param asOf ISO date; default: the last session of the store.
 * @returns the decision (fractions, ₹, ISO dates) and the stages behind it; nothing is written or recorded.
 * @throws UserError for a date that does not exist, a store without the needed data, or a portfolio with faults.
 * @example
 * import { openStore, runMonthlyAllocation } from 'trrm';
 *
 * const store = await openStore('.trrm/demo/market.duckdb');
 * const { decision } = await runMonthlyAllocation(store);
 * await store.close();
 * console.log(decision.asOf, decision.regime.regime, decision.allocation.final);
 */
export const runMonthlyAllocation = async (
  store: Store,
  asOf?: DateInput,
  options: AllocationOptions = {},
): Promise<MonthlyRun> => runMonth(store, await requestOf(store, asOf, options));

/** The complete request: the options, with defaults filled in. */
export async function requestOf(
  store: Store,
  asOf: DateInput | undefined,
  { rules = DEFAULT_RULE_BOOK, portfolio, models }: AllocationOptions,
): Promise<RunRequest> {
  const requested = dayFromOptional(asOf, 'asOf');
  return {
    asOf: requested ?? asOfDate(undefined, await store.load([`${NIFTY}.close`]), END_OF_TIME),
    book: rules,
    portfolio: portfolio ?? null,
    engine: engine(),
    throughImport: await store.lastImport(),
    modelBuild: {
      cache: models ?? { ...modelsBesideStore(store.file), writable: false },
      progress: () => {},
    },
  };
}

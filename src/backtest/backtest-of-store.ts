import { engine } from '../decision/engine.ts';
import { listEntries } from '../decision/ledger/ledger.ts';
import { modelsBesideStore } from '../decision/stocks/model-build-options.ts';
import type { Store } from '../market/store/store.ts';
import { DEFAULT_RULE_BOOK, type RuleBook } from '../rulebook/rule-book.ts';
import type { BacktestRun } from './backtest-run.ts';
import { openBacktest } from './open-backtest.ts';
import type { BacktestChoices } from './plan.ts';
import { runBacktest } from './run-backtest.ts';

/** What a back-test runs under, besides the store. */
export interface BacktestOptions extends BacktestChoices {
  /** Default: the default rule book. */
  readonly rules?: RuleBook;
  readonly progress?: (done: number, of: number, what: string) => void;
  readonly signal?: AbortSignal;
}

/**
 * Back-tests the monthly allocation as `trrm backtest` does: each month decided by the code of the monthly run, filled at the
 * next close, valued every session. Nothing is written.
 *
 * @param store an open store.
 * @param options span, weights, fills; without any, from the first month-end at which a sleeve can be held to the last.
 * @returns values by session (1 at the start), months, alternatives, sensitivities and provenance.
 * @throws UserError for a span that the store cannot serve, or data that cannot be used.
 * @example
 * import { backtest, openStore } from 'trrm';
 *
 * const store = await openStore('.trrm/demo/market.duckdb');
 * const { nav, months } = await backtest(store, { from: '2023-01-31', weights: 'base' });
 * await store.close();
 * console.log(months.length, nav.at(-1)?.net, nav.at(-1)?.benchmark);
 */
export async function backtest(
  store: Store,
  { rules = DEFAULT_RULE_BOOK, progress = () => {}, signal, ...choices }: BacktestOptions = {},
): Promise<BacktestRun> {
  const opened = await openBacktest(store, {
    choices,
    book: rules,
    engine: engine(),
    throughImport: await store.lastImport(),
    modelBuild: { cache: { ...modelsBesideStore(store.file), writable: false }, progress: () => {} },
  });
  const task = { earlier: [], onMonth: () => {}, progress, ledger: await listEntries(store) };
  return (await runBacktest(opened, { ...task, ...(signal && { signal }) })).run;
}

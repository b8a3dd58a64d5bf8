import { allocate } from '../../../allocations/allocate.ts';
import type { OpeningHoldings } from '../../../allocations/holdings/opening.ts';
import { openingHoldings } from '../../../allocations/opening-holdings.ts';
import { implement, type ImplementationInput } from '../../../allocations/orders/implement.ts';
import {
  type PortfolioFile,
  positionsOf,
  readPortfolioFile,
} from '../../../allocations/holdings/portfolio-file.ts';
import { missingBonusLots } from '../../../allocations/holdings/missing-bonus-lots.ts';
import { NO_STOCKS_IN_STORE } from '../../../allocations/holdings/stocks-in-store.ts';
import type { SnapshotProvider } from '../../../allocations/stocks/stock-snapshot.ts';
import { type CalledMonth, explainCall } from '../../../regimes/model/call.ts';
import { historyAt } from '../../../regimes/model/regime-walk.ts';
import type { MarketHistory } from '../../market/as-of.ts';
import type { Day } from '../../market/day.ts';
import { findUnexplainedJumps, unexplainedJumpProblem } from '../../market/quality/unexplained-jumps.ts';
import type { Problem } from '../../market/problem.ts';
import { NIFTY } from '../../market/series.ts';
import type { Store } from '../../market/store/store.ts';
import { type RuleBook, signalsOf } from '../../rulebook/rule-book.ts';
import { hashRuleBook } from '../../rulebook/show.ts';
import { decide } from './decide.ts';
import type { Decision } from '../document/decision.ts';
import type { StoredFile } from '../ledger/entries/ledger-entry.ts';
import { type OpenedRun, openRun, type RunSettings } from './open-run.ts';
import { previousCall } from '../regime/previous-call.ts';

/** Everything that determines a run besides the store's rows. */
export interface RunRequest extends RunSettings {
  readonly asOf: Day;
  /** The user's holdings, as CSV text in a form of `docs/how-to/portfolio-files.md`. */
  readonly portfolio: StoredFile | null;
}

/** A decided month, with what it was decided from. */
export interface MonthlyRun {
  readonly decision: Decision;
  readonly called: CalledMonth;
  readonly market: MarketHistory;
  readonly holdings: OpeningHoldings;
  /**
   * The run's stock snapshots; under another rule book, those it would have had (not cached). Call while the store is
   * open.
   */
  readonly snapshotsUnder: (book: RuleBook) => SnapshotProvider;
  /** The input of orders and hedge. */
  readonly orderInput: ImplementationInput;
}

/**
 * The monthly run, from the store's rows to a decision. Writes only the cached risk model and sleeves, where these are
 * missing or outdated and the cache is writable.
 *
 * @throws UserError for a portfolio file that cannot be read, or holdings that belong to no position.
 */
export async function runMonth(
  store: Store,
  { asOf, portfolio, ...settings }: RunRequest,
): Promise<MonthlyRun> {
  return decideMonth(await openRun(store, { ...settings, days: [asOf] }), asOf, portfolio);
}

/**
 * One of the months that were opened together: the same decision, to the byte, as a run of this month alone.
 *
 * @param portfolio the holdings at the close of `asOf`; null for the model's own, from the month-end before.
 * @throws UserError for a portfolio file that cannot be read, or holdings that belong to no position.
 */
export async function decideMonth(
  opened: OpenedRun,
  asOf: Day,
  portfolio: StoredFile | null,
): Promise<MonthlyRun> {
  const { settings, market } = opened;
  const { book } = settings;
  const read = portfolio && (await readHoldings(opened, asOf, portfolio));
  const view = market.view(asOf);
  const called = explainCall(view, historyAt(opened.walk, asOf), signalsOf(book), book.regimes);
  const stocks = await opened.snapshotAt(asOf);
  const holdings = await openingHoldings({
    market,
    asOf,
    previous: previousCall(called.history, book.regimes),
    portfolio: read && read.portfolio,
    rules: book.allocations,
    stocksAt: async (day) => (await opened.snapshotAt(day)).snapshot,
  });
  const allocation = await allocate({
    view,
    regime: called.call.regime,
    holdings,
    rules: book.allocations,
    costs: book.costs,
    stocks: stocks.snapshot,
  });
  const orderInput: ImplementationInput = {
    view,
    portfolio: read && read.portfolio,
    stocks: stocks.snapshot,
    futures: await opened.futuresOn(asOf),
    costs: book.costs,
    hedge: book.hedge,
  };
  const vintage = await opened.vintageAt(asOf);
  const decision = decide({
    simulated: opened.simulated,
    called,
    allocation,
    ...implement(allocation, orderInput),
    vintage: [...vintage.series, ...(stocks.manifest ? vintage.stocks : [])],
    manifest: {
      engine: settings.engine,
      rulebook: hashRuleBook(book),
      throughImport: settings.throughImport,
      portfolio: read && { file: read.portfolio.portfolio.file, sha256: read.portfolio.portfolio.sha256 },
      stocks: stocks.manifest,
    },
    problems: [
      ...findUnexplainedJumps(view, NIFTY).map(unexplainedJumpProblem),
      ...(read?.problems ?? []),
      ...stocks.problems,
    ],
  });
  return { decision, called, market, holdings, snapshotsUnder: opened.snapshotsUnder, orderInput };
}

/** The user's file, checked against the store's issuers where it has any, with warnings about it. */
async function readHoldings(
  opened: OpenedRun,
  asOf: Day,
  { file, text }: StoredFile,
): Promise<{ readonly portfolio: PortfolioFile; readonly problems: readonly Problem[] }> {
  const context = await opened.holdingsContext(text, asOf);
  const portfolio = readPortfolioFile(text, file, context);
  // Holdings that belong to no position are refused before anything is built.
  positionsOf(portfolio);
  return { portfolio, problems: missingBonusLots(portfolio, context.stocks ?? NO_STOCKS_IN_STORE) };
}

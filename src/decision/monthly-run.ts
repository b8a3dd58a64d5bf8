import { isDeepStrictEqual } from 'node:util';
import { allocate, allocationSeries } from '../../allocations/allocate.ts';
import { openingHoldings } from '../../allocations/opening-holdings.ts';
import { implement, type ImplementationInput } from '../../allocations/orders/implement.ts';
import {
  type PortfolioFile,
  positionsOf,
  readPortfolioFile,
} from '../../allocations/holdings/portfolio-file.ts';
import { missingBonusLots } from '../../allocations/holdings/missing-bonus-lots.ts';
import { NO_STOCKS_IN_STORE } from '../../allocations/holdings/stocks-in-store.ts';
import type { SnapshotProvider } from '../../allocations/stocks/stock-snapshot.ts';
import { type CalledMonth, callMonth } from '../../regimes/model/call.ts';
import type { MarketHistory } from '../market/as-of.ts';
import { sessionsOf } from '../market/calendar/calendar.ts';
import { addDays, type Day } from '../market/day.ts';
import { splitKey } from '../market/store/read-series.ts';
import { findUnexplainedJumps, unexplainedJumpProblem } from '../market/quality/unexplained-jumps.ts';
import type { Problem } from '../market/problem.ts';
import { NIFTY, type SeriesKey } from '../market/series.ts';
import type { Store } from '../market/store/store.ts';
import { type RuleBook, signalsOf } from '../rulebook/rule-book.ts';
import { hashRuleBook } from '../rulebook/show.ts';
import { decide } from './decide.ts';
import type { Decision, Manifest } from './decision.ts';
import type { StoredFile } from './ledger-entry.ts';
import { previousCall } from './previous-call.ts';
import { holdingsContext } from './stocks/holdings-context.ts';
import { type ModelBuildOptions, withReadOnlyCache } from './stocks/model-build-options.ts';
import type { StockSnapshotRequest, StockSnapshotResult } from './stocks/stock-snapshot-provider.ts';

/** Everything that determines a run besides the store's rows. */
export interface RunRequest {
  readonly asOf: Day;
  readonly book: RuleBook;
  /** The user's holdings, as CSV text in a form of `docs/how-to/portfolio-files.md`. */
  readonly portfolio: StoredFile | null;
  readonly engine: Manifest['engine'];
  /** Rows of later imports are ignored. For a new run, the store's last import. */
  readonly throughImport: number;
  /** How the run obtains the risk model and the sleeves; does not affect the result. */
  readonly modelBuild: ModelBuildOptions;
}

export interface MonthlyRun {
  readonly decision: Decision;
  readonly called: CalledMonth;
  readonly market: MarketHistory;
  /**
   * The run's stock snapshots; under another rule book, those it would have had (not cached). Call while the store is
   * open.
   */
  readonly snapshotsUnder: (book: RuleBook) => SnapshotProvider;
  /** The input of orders and hedge. */
  readonly orderInput: ImplementationInput;
}

/** Days for which the exchange publishes its calendar ahead, so that the end of a month is known, not forecast. */
const CALENDAR_AHEAD = 31;

/** Every series that a run under this rule book reads. */
export const runSeries = (book: RuleBook): SeriesKey[] => [
  ...new Set([
    ...signalsOf(book).flatMap((s) => s.series),
    ...allocationSeries(book.allocations),
    ...(['close', 'pe', 'pb', 'dy'] as const).map((field): SeriesKey => `${NIFTY}.${field}`),
  ]),
];

/**
 * The monthly run, from the store's rows to a decision. Writes only the cached risk model and sleeves, where these are
 * missing or outdated and the cache is writable.
 *
 * @throws UserError for a portfolio file that cannot be read, or holdings that belong to no position.
 */
export async function runMonth(store: Store, request: RunRequest): Promise<MonthlyRun> {
  const { asOf, book, engine, throughImport, modelBuild } = request;
  const read = request.portfolio && (await readHoldings(store, request, request.portfolio));
  const portfolio = read && read.portfolio;
  const keys = runSeries(book);
  const market = await store.load(keys, { throughImport });
  const called = callMonth(market, asOf, signalsOf(book), book.regimes);
  const view = market.view(asOf);
  const previous = previousCall(called.history, book.regimes);
  const snapshotRequest: StockSnapshotRequest = {
    book,
    throughImport,
    asOf,
    earlierDays: previous ? [previous.monthEnd] : [],
    calendar: sessionsOf(market.view(addDays(asOf, CALENDAR_AHEAD))),
    options: modelBuild,
  };
  const snapshotAt = await snapshotProvider(store, snapshotRequest);
  const stocks = await snapshotAt(asOf);
  const holdings = await openingHoldings({
    market,
    asOf,
    previous,
    portfolio,
    rules: book.allocations,
    stocksAt: async (day) => (await snapshotAt(day)).snapshot,
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
    portfolio,
    stocks: stocks.snapshot,
    futures: await store.futures(NIFTY, { asOf, throughImport }),
    costs: book.costs,
    hedge: book.hedge,
  };
  const loaded = new Set(keys.map((key) => splitKey(key).series));
  const decision = decide({
    simulated: store.simulated,
    called,
    allocation,
    ...implement(allocation, orderInput),
    vintage: [
      ...(await store.vintage({ asOf, throughImport })).filter((v) => loaded.has(v.series)),
      ...(stocks.manifest ? await store.stockVintage({ asOf, throughImport }) : []),
    ],
    manifest: {
      engine,
      rulebook: hashRuleBook(book),
      throughImport,
      portfolio: portfolio && { file: portfolio.portfolio.file, sha256: portfolio.portfolio.sha256 },
      stocks: stocks.manifest,
    },
    problems: [
      ...findUnexplainedJumps(view, NIFTY).map(unexplainedJumpProblem),
      ...(read?.problems ?? []),
      ...stocks.problems,
    ],
  });
  const snapshotsUnder = (other: RuleBook): SnapshotProvider => {
    const at = haveSameModels(book, other)
      ? Promise.resolve(snapshotAt)
      : snapshotProvider(store, {
          ...snapshotRequest,
          book: other,
          options: withReadOnlyCache(modelBuild),
        });
    return async (day) => (await (await at)(day)).snapshot;
  };
  return { decision, called, market, snapshotsUnder, orderInput };
}

/** Whether two rule books give the same risk model and the same sleeves. */
const haveSameModels = (a: RuleBook, b: RuleBook): boolean =>
  isDeepStrictEqual([a.risk, a.sleeves], [b.risk, b.sleeves]);

/** Stock snapshots by day. The module is imported only where the store has stocks, because it loads much of the program. */
async function snapshotProvider(
  store: Store,
  request: StockSnapshotRequest,
): Promise<(day: Day) => Promise<StockSnapshotResult>> {
  if ((await store.dataSnapshot(request)) === null) return () => Promise.resolve(NO_STOCKS);
  const { stockSnapshotProvider } = await import('./stocks/stock-snapshot-provider.ts');
  return stockSnapshotProvider(store, request);
}

const NO_STOCKS: StockSnapshotResult = { snapshot: null, manifest: null, problems: [] };

/** The user's file, checked against the store's issuers where it has any, with warnings about it. */
async function readHoldings(
  store: Store,
  request: RunRequest,
  { file, text }: StoredFile,
): Promise<{ readonly portfolio: PortfolioFile; readonly problems: readonly Problem[] }> {
  const context = await holdingsContext(store, text, request);
  const portfolio = readPortfolioFile(text, file, context);
  // Holdings that belong to no position are refused before anything is built.
  positionsOf(portfolio);
  return { portfolio, problems: missingBonusLots(portfolio, context.stocks ?? NO_STOCKS_IN_STORE) };
}

import { isDeepStrictEqual } from 'node:util';
import { allocate, allocationSeries } from '../../allocations/allocate.ts';
import { heldBefore } from '../../allocations/opening-holdings.ts';
import { carryOut, type CarryOutInput } from '../../allocations/orders/implement.ts';
import {
  type PortfolioFile,
  positionsOf,
  readPortfolioFile,
} from '../../allocations/holdings/portfolio-file.ts';
import type { BasisAt } from '../../allocations/stocks/stock-snapshot.ts';
import { type CalledMonth, callRegime } from '../../regimes/model/call.ts';
import type { MarketHistory } from '../market/as-of.ts';
import { sessionsOf } from '../market/calendar/calendar.ts';
import { addDays, type Day } from '../market/day.ts';
import { splitKey } from '../market/store/read-series.ts';
import { issuerPart } from '../market/stocks/isin.ts';
import { findJumps, jumpProblem } from '../market/quality/unexplained-jumps.ts';
import { NIFTY, type SeriesKey } from '../market/series.ts';
import type { Store } from '../market/store/store.ts';
import { type RuleBook, signalsOf } from '../rulebook/rule-book.ts';
import { hashRuleBook } from '../rulebook/show.ts';
import { decide } from './decide.ts';
import type { Decision, Manifest } from './decision.ts';
import type { KeptFile } from './ledger-entry.ts';
import { previousCall } from './previous-call.ts';
import { type Building, withoutKeeping } from './stocks/building.ts';
import type { KnowledgeRequest, ShareKnowledge } from './stocks/stock-snapshot-provider.ts';

/** All that determines a run, beside the store's rows. */
export interface RunRequest {
  readonly asOf: Day;
  readonly book: RuleBook;
  /** The user's holdings, as CSV text in either form of `docs/portfolio-files.md`. */
  readonly portfolio: KeptFile | null;
  readonly engine: Manifest['engine'];
  /** Rows of later imports are as if never imported; the store's last import for a new run. */
  readonly throughImport: number;
  /** How the run comes by the risk model and the sleeves; no part of what it comes to. */
  readonly building: Building;
}

export interface MonthlyRun {
  readonly decision: Decision;
  readonly called: CalledMonth;
  readonly market: MarketHistory;
  /**
   * What the run knew of single shares; under another rule book what it would have known, of which nothing is kept. To be
   * asked while the store is open.
   */
  readonly basisUnder: (book: RuleBook) => BasisAt;
  /** What orders and hedge were made from. */
  readonly carrying: CarryOutInput;
}

/** Days for which the exchange's calendar is public ahead: whether a month is over is no forecast. */
const CALENDAR_AHEAD = 31;

/** Every figure that a run under this rule book reads. */
export const runSeries = (book: RuleBook): SeriesKey[] => [
  ...new Set([
    ...signalsOf(book).flatMap((s) => s.series),
    ...allocationSeries(book.allocations),
    ...(['close', 'pe', 'pb', 'dy'] as const).map((field): SeriesKey => `${NIFTY}.${field}`),
  ]),
];

/**
 * The monthly run: from the store's rows to a decision. Writes nothing but the risk model and the sleeves, where these are
 * missing or behind and may be kept.
 */
export async function runMonth(store: Store, request: RunRequest): Promise<MonthlyRun> {
  const { asOf, book, engine, throughImport, building } = request;
  const holdings = request.portfolio && (await readHoldings(store, request, request.portfolio));
  const keys = runSeries(book);
  const market = await store.load(keys, { throughImport });
  const called = callRegime(market, asOf, signalsOf(book), book.regimes);
  const view = market.view(asOf);
  const previous = previousCall(called.history, book.regimes);
  const asked: KnowledgeRequest = {
    book,
    throughImport,
    asOf,
    before: previous ? [previous.monthEnd] : [],
    calendar: sessionsOf(market.view(addDays(asOf, CALENDAR_AHEAD))),
    building,
  };
  const knowledgeAt = await knowledgeOfShares(store, asked);
  const shares = await knowledgeAt(asOf);
  const held = await heldBefore({
    market,
    asOf,
    previous,
    portfolio: holdings,
    rules: book.allocations,
    basisAt: async (day) => (await knowledgeAt(day)).basis,
  });
  const allocation = await allocate({
    view,
    regime: called.call.regime,
    held,
    rules: book.allocations,
    costs: book.costs,
    basis: shares.basis,
  });
  const carrying: CarryOutInput = {
    view,
    held: holdings,
    basis: shares.basis,
    futures: await store.futures(NIFTY, { asOf, throughImport }),
    costs: book.costs,
    hedge: book.hedge,
  };
  const read = new Set(keys.map((key) => splitKey(key).series));
  const decision = decide({
    simulated: store.simulated,
    called,
    allocation,
    ...carryOut(allocation, carrying),
    vintage: [
      ...(await store.vintage({ asOf, throughImport })).filter((v) => read.has(v.series)),
      ...(shares.mark ? await store.shareVintage({ asOf, throughImport }) : []),
    ],
    manifest: {
      engine,
      rulebook: hashRuleBook(book),
      throughImport,
      portfolio: holdings && { file: holdings.portfolio.file, sha256: holdings.portfolio.sha256 },
      shares: shares.mark,
    },
    problems: [...findJumps(view, NIFTY).map(jumpProblem), ...shares.problems],
  });
  const basisUnder = (other: RuleBook): BasisAt => {
    const at = ruleSharesAlike(book, other)
      ? Promise.resolve(knowledgeAt)
      : knowledgeOfShares(store, { ...asked, book: other, building: withoutKeeping(building) });
    return async (day) => (await (await at)(day)).basis;
  };
  return { decision, called, market, basisUnder, carrying };
}

/** Whether two rule books make the same risk model and the same sleeves. */
const ruleSharesAlike = (a: RuleBook, b: RuleBook): boolean =>
  isDeepStrictEqual([a.risk, a.sleeves], [b.risk, b.sleeves]);

/** What is known of single shares at a day. Loaded where there are any: much of the program is about them alone. */
async function knowledgeOfShares(
  store: Store,
  request: KnowledgeRequest,
): Promise<(day: Day) => Promise<ShareKnowledge>> {
  if ((await store.shareReading(request)) === null) return () => Promise.resolve(NO_SHARES);
  const { shareKnowledge } = await import('./stocks/stock-snapshot-provider.ts');
  return shareKnowledge(store, request);
}

const NO_SHARES: ShareKnowledge = { basis: null, mark: null, problems: [] };

/** The user's file, checked against the shares that the store knows where it knows any. */
async function readHoldings(
  store: Store,
  { asOf, throughImport }: RunRequest,
  { file, text }: KeptFile,
): Promise<PortfolioFile> {
  const { issuers } = await store.stocks({ from: asOf, to: asOf, asOf, throughImport });
  const known = issuers.length > 0 ? new Set(issuers.map((i) => issuerPart(i.isin))) : null;
  const holdings = readPortfolioFile(text, file, { asOf, known });
  // What counts to no position is refused before anything is built.
  positionsOf(holdings);
  return holdings;
}

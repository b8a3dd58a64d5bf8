import { DEFAULT_COST_RULES } from '../../../allocations/cost-rules.ts';
import { chargesOf } from '../../../allocations/costs/charges.ts';
import type { DecidedHedge } from '../../../src/backtest/hedge/decided-hedge.ts';
import { futurePrices } from '../../../src/backtest/hedge/future-prices.ts';
import {
  tradeFutures,
  type FuturesRules,
  markFutures,
  NO_FUTURES,
  withMarginCall,
} from '../../../src/backtest/hedge/futures-account.ts';
import { addDays, type Day, day, isWeekend, iso } from '../../../src/market/day.ts';
import type { FutureQuote, FutureVersions } from '../../../src/market/futures.ts';

// Contracts of May, June and July 2021: lots of 75, 75 and 50 (NSE changed the lot with the contract of July).
const versionsOf = (versions: readonly FutureQuote[]): FutureVersions => ({
  versions,
  rank: new Uint8Array(versions.length),
});

const EXPIRIES = ['2021-05-27', '2021-06-24', '2021-07-29'].map(day);
const sessions: Day[] = [];
for (let d = day('2021-05-03'); d <= day('2021-07-30'); d = addDays(d, 1))
  if (!isWeekend(d)) sessions.push(d);
const at = (date: string): number => sessions.indexOf(day(date));

/** Prices rise by 10 points a session from 15,000; each later contract stands 50 points above the one before. */
const priceOf = (expiry: Day, s: number): number => 15_000 + 10 * s + 50 * EXPIRIES.indexOf(expiry);
const quotes = (without: readonly string[] = []): FutureQuote[] =>
  sessions.flatMap((on, s) =>
    EXPIRIES.filter((e) => e >= on && !without.includes(iso(on))).map((expiry) => ({
      observedOn: on,
      knownOn: on,
      expiry,
      close: priceOf(expiry, s),
      settle: null,
      contracts: null,
      openInterest: null,
    })),
  );
const rulesOf = (more: Partial<FuturesRules> = {}, without: readonly string[] = []): FuturesRules => ({
  sessions,
  prices: futurePrices(versionsOf(quotes(without))),
  rollDaysBefore: 3,
  costs: DEFAULT_COST_RULES,
  isCharged: true,
  ...more,
});
const short = (units: number, expiry = '2021-05-27'): DecidedHedge => ({
  kind: 'futures',
  expiry,
  units: -units,
  initialMargin: 0.12,
});

test('a short future is sold with the charges of its day, and pays what its contract rises by', () => {
  const rules = rulesOf();
  const traded = tradeFutures(NO_FUTURES, 0, rules, short(150));
  const value = 150 * priceOf(EXPIRIES[0]!, 0);
  const trade = { segment: 'index-future', side: 'sell', value, day: sessions[0]!, liquidity: null } as const;
  expect(traded.trades).toEqual([
    expect.objectContaining({ contract: 'NIFTY21MAYFUT', side: 'sell', lots: 2, amount: value }),
  ]);
  expect(traded.charges).toBe(chargesOf(trade, DEFAULT_COST_RULES).paise / 100);
  expect(markFutures(traded.state, 1, rules).profit).toBe(-1500);
  expect(tradeFutures(NO_FUTURES, 0, rulesOf({ isCharged: false }), short(150)).charges).toBe(0);
});

test('the roll takes place three weekdays before expiry, into as many units of the next contract as its lots allow', () => {
  const rules = rulesOf();
  let state = tradeFutures(NO_FUTURES, 0, rules, short(150)).state;
  const rolled: string[] = [];
  for (let s = 1; s <= at('2021-06-25'); s++) {
    state = markFutures(state, s, rules).state;
    const traded = tradeFutures(state, s, rules);
    state = traded.state;
    rolled.push(...traded.trades.map((t) => `${t.filled} ${t.side} ${t.units} ${t.contract} ${t.reason}`));
  }
  expect(rolled).toEqual([
    '2021-05-24 buy 150 NIFTY21MAYFUT roll',
    '2021-05-24 sell 150 NIFTY21JUNFUT roll',
    '2021-06-21 buy 150 NIFTY21JUNFUT roll',
    '2021-06-21 sell 150 NIFTY21JULFUT roll',
  ]);
});

test('where the roll day is a holiday, the roll is in the session before', () => {
  const holiday = day('2021-05-24');
  const open = sessions.filter((d) => d !== holiday);
  const rules = rulesOf({ sessions: open });
  const { state } = tradeFutures(NO_FUTURES, 0, rules, short(75));
  const friday = open.indexOf(day('2021-05-21'));
  expect(tradeFutures(state, friday - 1, rules).trades).toEqual([]);
  expect(tradeFutures(state, friday, rules).trades.map((t) => t.contract)).toEqual([
    'NIFTY21MAYFUT',
    'NIFTY21JUNFUT',
  ]);
});

test('without a price the last one stands and an order waits; nothing is earned twice', () => {
  const rules = rulesOf({}, ['2021-05-04', '2021-05-05']);
  const traded = tradeFutures(NO_FUTURES, 0, rules, short(75));
  const first = markFutures(traded.state, 1, rules);
  expect(first).toMatchObject({ profit: 0, isUnpriced: true });
  const closing = tradeFutures(first.state, 1, rules, { ...short(0), kind: 'none', expiry: null });
  expect(closing.trades).toEqual([]);
  const second = markFutures(closing.state, 3, rules);
  expect(second).toMatchObject({ profit: -75 * 30, isUnpriced: false });
  const closed = tradeFutures(second.state, 3, rules);
  expect(closed.trades).toEqual([expect.objectContaining({ side: 'buy', units: 75, reason: 'decision' })]);
  expect(closed.state.held).toEqual([]);
});

test('a contract that could not be rolled ends at its last price on the day of its expiry', () => {
  const may = quotes().filter((q) => q.expiry === EXPIRIES[0]);
  const rules = rulesOf({ prices: futurePrices(versionsOf(may)) });
  let state = tradeFutures(NO_FUTURES, 0, rules, short(75)).state;
  let profit = 0;
  for (let s = 1; s <= at('2021-05-28'); s++) {
    const marked = markFutures(state, s, rules);
    profit += marked.profit;
    state = tradeFutures(marked.state, s, rules).state;
  }
  expect(state.held).toEqual([]);
  expect(profit).toBe(-75 * 10 * at('2021-05-27'));
});

test('lots whose initial margin the liquid fund lacks are bought back at the next close', () => {
  const rules = rulesOf();
  const { state } = tradeFutures(NO_FUTURES, 0, rules, short(300));
  const needed = 300 * priceOf(EXPIRIES[0]!, 0) * 0.12;
  expect(withMarginCall(state, needed).covered).toBeNull();
  const called = withMarginCall(state, 0.6 * needed);
  const cut = tradeFutures(markFutures(called, 1, rules).state, 1, rules);
  expect(cut.trades).toEqual([expect.objectContaining({ side: 'buy', lots: 2, reason: 'margin' })]);
  expect(tradeFutures(withMarginCall(state, -1), 1, rules).state.held).toEqual([]);
  // A decision of the same close takes precedence.
  expect(tradeFutures(called, 1, rules, short(300)).trades).toEqual([]);
});

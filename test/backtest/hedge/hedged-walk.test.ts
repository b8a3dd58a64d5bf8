import { POSITIONS } from '../../../allocations/positions.ts';
import { DEFAULT_COST_RULES } from '../../../allocations/cost-rules.ts';
import type { DecidedHedge } from '../../../src/backtest/hedge/decided-hedge.ts';
import { futurePrices } from '../../../src/backtest/hedge/future-prices.ts';
import type { IndexMarket } from '../../../src/backtest/instruments/index-market.ts';
import type { ScheduledMonth } from '../../../src/backtest/schedule.ts';
import { openingState, walkMonth, type WalkedMonth } from '../../../src/backtest/walk/index-walk.ts';
import type { FutureQuote, FutureVersions } from '../../../src/market/futures.ts';
import { addDays, type Day, day, isWeekend } from '../../../src/market/day.ts';

const versionsOf = (versions: readonly FutureQuote[]): FutureVersions => ({
  versions,
  rank: new Uint8Array(versions.length),
});

const EXPIRY = day('2019-04-25');
const LOT = 75;
const S0 = 10_000;
const LOTS = 4;
/** A fund of as many rupees as four lots stand for. */
const VALUE = LOTS * LOT * S0;

const sessions: Day[] = [];
for (let d = day('2019-03-29'); sessions.length < 15; d = addDays(d, 1)) if (!isWeekend(d)) sessions.push(d);

/** A market with a Nifty that rises and falls, a future at a fixed cost of carry, and a liquid fund that earns `interest` a session. */
function marketOf(move: (s: number) => number, interest: number): IndexMarket {
  const nifty = Float64Array.from(sessions, (_, s) => S0 * move(s));
  const cash = Float64Array.from(sessions, (_, s) => (1 + interest) ** s);
  const levels = POSITIONS.map((id) => (id === 'nifty-50' ? nifty : cash));
  return { sessions, levels, netLevels: levels, series: new Map(), field: 'tri', problems: [] };
}
const CARRY = 0.05;
const futureAt = (spot: number, s: number): number =>
  spot * Math.exp((CARRY * (EXPIRY - sessions[s]!)) / 365);
const MONTH: ScheduledMonth = { decided: 0, filled: 0, until: sessions.length - 1 };
const NIFTY = POSITIONS.indexOf('nifty-50');
const CASH = POSITIONS.indexOf('liquid-fund');

interface Walked {
  readonly walked: WalkedMonth;
  readonly nifty: Float64Array;
}

/** All in the Nifty but a part in the liquid fund, with so many lots sold. */
function walk(
  move: (s: number) => number,
  { lots = LOTS, interest = 0, liquid = 0, initialMargin = 0, months = [MONTH] } = {},
): Walked {
  const market = marketOf(move, interest);
  const nifty = market.levels[NIFTY]!;
  const quotes = sessions.map((on, s) => ({
    observedOn: on,
    knownOn: on,
    expiry: EXPIRY,
    close: futureAt(nifty[s]!, s),
    settle: null,
    contracts: null,
    openInterest: null,
  }));
  const weights = Float64Array.from(POSITIONS, (_, i) =>
    i === NIFTY ? 1 - liquid : i === CASH ? liquid : 0,
  );
  const hedge: DecidedHedge = { kind: 'futures', expiry: '2019-04-25', units: -lots * LOT, initialMargin };
  const futures = {
    sessions,
    prices: futurePrices(versionsOf(quotes)),
    rollDaysBefore: 3,
    costs: DEFAULT_COST_RULES,
    isCharged: false,
  };
  const free = { buy: new Float64Array(POSITIONS.length), sell: new Float64Array(POSITIONS.length) };
  let state = openingState(months[0]!, null, sessions[0]);
  let walked!: WalkedMonth;
  months.forEach((month, k) => {
    walked = walkMonth(state, month, { opening: weights, weights }, market, {
      fill: 'reset',
      rates: free,
      multiple: 0,
      isFirst: k === 0,
      isLast: k === months.length - 1,
      flows: { futures, fee: null, last: sessions.length - 1, value: VALUE },
      hedge,
    });
    state = walked.state;
  });
  return { walked, nifty };
}

test('a fund fully in the Nifty and hedged one for one earns the basis, whatever the index does', () => {
  for (const move of [
    (s: number) => 1 + 0.004 * s,
    (s: number) => 1 - 0.01 * s,
    (s: number) => 1 + 0.02 * Math.sin(s),
  ]) {
    const { walked, nifty } = walk(move);
    const n = sessions.length - 1;
    // Both legs move by the index; what is left is the premium at the start less that at the end.
    const premium = futureAt(S0, 0) - S0 - (futureAt(nifty[n]!, n) - nifty[n]!);
    expect(walked.net[n]! - 1).toBeCloseTo(premium / S0, 12);
    expect(walked.returns.hedged).toBeCloseTo(premium / S0, 12);
    expect(walked.returns.held).toBeCloseTo(nifty[n]! / S0 - 1, 12);
    expect(walked.returns.record).toBeCloseTo(walked.returns.hedged, 12);
  }
});

test('profits stay in the liquid fund and earn its return from the close at which they were settled', () => {
  const interest = 0.0003;
  const { walked, nifty } = walk((s) => 1 - 0.01 * s, { interest });
  const n = sessions.length - 1;
  let pot = 0;
  for (let s = 1; s <= n; s++)
    pot = pot * (1 + interest) - (futureAt(nifty[s]!, s) - futureAt(nifty[s - 1]!, s - 1)) / S0;
  expect(walked.net[n]!).toBeCloseTo(nifty[n]! / S0 + pot, 12);
});

test('the part of a hedge whose margin is lost is closed, and what is lost is never more than the futures lost', () => {
  const { walked } = walk((s) => 1 + 0.01 * s, { liquid: 0.15, initialMargin: 0.12 });
  const cuts = walked.flows!.trades.filter((t) => t.reason === 'margin');
  expect(cuts.length).toBeGreaterThan(0);
  expect(walked.flows!.marginCalls).toBeGreaterThan(0);
  expect(walked.flows!.overdrawn).toBe(0);
  const [left] = walked.flows!.state.futures.held;
  expect(left?.units ?? 0).toBeGreaterThan(-LOTS * LOT);
});

test('what the liquid fund is overdrawn by is owed, and the next fill pays it before it buys', () => {
  const months: ScheduledMonth[] = [
    { decided: 0, filled: 0, until: 7 },
    { decided: 6, filled: 7, until: sessions.length - 1 },
  ];
  const rise = (s: number): number => 1 + 0.01 * s;
  const once = walk(rise).walked;
  const { walked, nifty } = walk(rise, { months });
  expect(once.flows!.overdrawn).toBeGreaterThan(0);
  expect(walked.flows!.start).toBe(0);
  expect(walked.flows!.state.futures.held).toHaveLength(1);
  // Sales at the fill cost nothing here, so the value there is what one month alone has.
  expect(walked.net[0]).toBeCloseTo(once.net[7]!, 12);
  expect(walked.state.holdings[NIFTY]! / (nifty[7]! / S0)).toBeLessThan(1);
});

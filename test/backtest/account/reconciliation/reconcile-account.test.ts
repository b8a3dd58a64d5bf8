import fc from 'fast-check';
import { RECONCILING_EFFECTS } from '../../../../src/backtest/account/reconciliation/effects.ts';
import {
  type Reconciliation,
  reconcileAccount,
} from '../../../../src/backtest/account/reconciliation/reconcile-account.ts';
import { timeWeightedReturn } from '../../../../src/backtest/account/time-weighted.ts';
import type { AccountTrade } from '../../../../src/market/accounts/read-account.ts';
import { addDays, iso } from '../../../../src/market/day.ts';
import { A, B, CASH, decisionOf, marketOf, trade, valuesOf, weekdays } from './simulated-account.fixture.ts';

/*
 * An account of ₹ 1,000 with half its money in stock A, which a decision moves to stock B. Prices stand still from the
 * decision's close (session 1) to the fill's (session 2), so that an account that follows exactly differs in nothing.
 */
const sessions = weekdays('2024-01-29', 12);
const closes = {
  [A]: [100, 100, 100, 102, 103, 101, 104, 104, 106, 105, 107, 110],
  [B]: [50, 50, 50, 51, 54, 53, 55, 56, 56, 58, 57, 60],
};
const market = marketOf(sessions, closes);
const opening = { [A]: 0.5, [CASH]: 0.5 };
const final = { [B]: 0.5, [CASH]: 0.5 };
const decision = decisionOf(sessions[1]!, opening, final, { value: 1000, prices: { [A]: 100, [B]: 50 } });
const [D, E, LATER] = [sessions[1]!, sessions[2]!, sessions[4]!];

function reconciled(trades: readonly AccountTrade[], { fees = 0, flow = 0 } = {}): Reconciliation {
  const values = valuesOf(market, { [A]: 5 }, 500, trades);
  const days = sessions.map((on, s) => ({
    day: on,
    value: values[s]! - (s >= 6 ? fees : 0) + (s >= 8 ? flow : 0),
    flow: s === 8 ? flow : 0,
    fees: s === 6 ? fees : 0,
    flowAt: 'start' as const,
  }));
  return reconcileAccount({
    recorded: [decision],
    path: timeWeightedReturn(days)!.net,
    days,
    trades,
    holdings: [],
    market,
  })!;
}

const effectOf = ({ returns }: Reconciliation) =>
  Object.fromEntries(RECONCILING_EFFECTS.map(({ id }, j) => [id, returns!.arithmetic[j]!]));
const none = Object.fromEntries(RECONCILING_EFFECTS.map(({ id }) => [id, expect.closeTo(0, 12)]));
/** The capital of the period is ₹ 1,000, the paper portfolio ends at 50 % × 60/50 + 50 %. */
const paper = 0.1;

describe('the reconciliation of an account with the paper portfolio', () => {
  test('finds no difference where every order was traded at the next close without charges', () => {
    const found = reconciled([trade(E, A, 'sell', 5, 100), trade(E, B, 'buy', 10, 50)]);
    expect(found.returns).toMatchObject({
      paper: expect.closeTo(paper, 12),
      account: expect.closeTo(paper, 12),
    });
    expect(effectOf(found)).toEqual(none);
    expect(found.decisions[0]!.orders!.orders.map(({ state }) => state)).toEqual(['traded', 'traded']);
    expect([found.from, found.to]).toEqual([iso(D), iso(sessions.at(-1)!)]);
  });

  test('calls a later trade at the close timing, and measures slippage from the as-of price', () => {
    const found = reconciled([trade(E, A, 'sell', 5, 100), trade(LATER, B, 'buy', 10, 54)]);
    expect(effectOf(found)).toEqual({ ...none, timing: expect.closeTo(-40 / 1000, 12) });
    expect(found.decisions[0]!.orders!.orders[1]).toMatchObject({
      state: 'traded',
      slippage: expect.closeTo(40, 10),
      traded: { from: iso(LATER), price: 54, charges: 0 },
    });
    expect(found.decisions[0]!.orders!.total.slippageRate).toBeCloseTo(40 / 1000, 12);
  });

  test('tells prices, charges and fees apart', () => {
    const trades = [trade(E, A, 'sell', 5, 99, 3), trade(E, B, 'buy', 10, 50.5, 2)];
    expect(effectOf(reconciled(trades, { fees: 7 }))).toEqual({
      ...none,
      prices: expect.closeTo(-10 / 1000, 12),
      charges: expect.closeTo(-5 / 1000, 12),
      fees: expect.closeTo(-7 / 1000, 12),
    });
  });

  test('counts orders that were not traded, and trades that were not ordered, as departures', () => {
    const found = reconciled([trade(E, A, 'sell', 2, 100), trade(E, B, 'buy', 12, 50)]);
    // 3 A kept gain 10 each; 2 B more than ordered gain 10 each.
    expect(effectOf(found)).toEqual({ ...none, departures: expect.closeTo((30 + 20) / 1000, 12) });
    const { orders, unordered, total } = found.decisions[0]!.orders!;
    expect(orders.map((o) => [o.state, o.notTraded])).toEqual([
      ['in-part', 300],
      ['traded', 0],
    ]);
    expect(unordered).toEqual([{ day: iso(E), id: B, side: 'buy', quantity: 2, amount: 100 }]);
    expect(total).toMatchObject({ planned: 1000, traded: 700, notTraded: 300 });
  });

  test('explains money that came in and was not invested by what it would have earned', () => {
    const trades = [trade(E, A, 'sell', 5, 100), trade(E, B, 'buy', 10, 50)];
    const found = effectOf(reconciled(trades, { flow: 100 }));
    // From the close of session 7 on, at the paper portfolio's 1.10/1.06.
    const capital = 1000 + (100 * (sessions[11]! - sessions[8]! + 1)) / (sessions[11]! - D);
    expect(found['flows']).toBeCloseTo((-100 * (1.1 / 1.06 - 1)) / capital, 12);
    expect(Math.abs(found['rest']!)).toBeLessThan(2e-4);
  });

  test('adds up to the difference exactly, whatever was traded', () => {
    const one = fc.record({
      s: fc.integer({ min: 2, max: 10 }),
      isin: fc.constantFrom(A, B),
      side: fc.constantFrom('buy' as const, 'sell' as const),
      quantity: fc.integer({ min: 1, max: 3 }),
      off: fc.double({ min: 0.98, max: 1.02, noNaN: true }),
      charges: fc.integer({ min: 0, max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 5 }), (made) => {
        const trades = made
          .map((t) =>
            trade(sessions[t.s]!, t.isin, t.side, t.quantity, closes[t.isin][t.s]! * t.off, t.charges),
          )
          .sort((a, b) => a.day - b.day);
        const { returns } = reconciled(trades);
        const sum = returns!.log.reduce((a, b) => a + b, 0);
        expect(sum).toBeCloseTo(Math.log1p(returns!.account) - Math.log1p(returns!.paper), 12);
        const total = returns!.arithmetic.reduce((a, b) => a + b, 0);
        expect(total).toBeCloseTo(returns!.account - returns!.paper, 12);
      }),
      { numRuns: 40 },
    );
  });

  test('sees through a split between the decision and the trade', () => {
    const split = marketOf(
      sessions,
      { ...closes, [B]: closes[B].map((p, s) => (s >= 3 ? p / 2 : p)) },
      { id: B, at: 3 },
    );
    const trades = [trade(E, A, 'sell', 5, 100), trade(LATER, 'INE009A01039', 'buy', 20, 27)];
    const values = valuesOf(split, { [A]: 5 }, 500, trades);
    const days = sessions.map((on, s) => ({
      day: on,
      value: values[s]!,
      flow: 0,
      fees: 0,
      flowAt: 'start' as const,
    }));
    const input = { recorded: [decision], path: timeWeightedReturn(days)!.net, days, holdings: [] };
    const found = reconcileAccount({ ...input, trades, market: split })!;
    expect(found.decisions[0]!.orders!.orders[1]).toMatchObject({
      state: 'traded',
      slippage: expect.closeTo(40, 10),
      traded: { quantity: 10, price: expect.closeTo(54, 12) },
    });
    expect(effectOf(found)).toEqual({ ...none, timing: expect.closeTo(-0.04, 12) });
  });

  test('compares weights held with those decided and left alone', () => {
    const trades = [trade(E, A, 'sell', 5, 100), trade(E, B, 'buy', 10, 50)];
    const values = valuesOf(market, { [A]: 5 }, 500, trades);
    const days = sessions.map((on, s) => ({
      day: on,
      value: values[s]!,
      flow: 0,
      fees: 0,
      flowAt: 'start' as const,
    }));
    const found = reconcileAccount({
      recorded: [decision],
      path: timeWeightedReturn(days)!.net,
      days,
      trades,
      holdings: [{ day: sessions[11]!, isin: B, quantity: 9, value: null }],
      market,
    })!;
    // ₹ 1,100: 540 in B where paper has 600.
    expect(found.drift!.activeShare).toBeCloseTo(60 / 1100, 12);
    expect(found.drift!.differences[0]).toMatchObject({
      id: 'INE009A01',
      held: expect.closeTo(540 / 1100, 12),
    });
    expect(found.decisions[0]!.switched).toMatchObject({
      decided: expect.closeTo(0.1, 12),
      kept: expect.closeTo(0.05, 12),
      gain: expect.closeTo(0.05, 12),
    });
  });

  test('follows a decision only if it was recorded by the close at which it is filled', () => {
    const late = { ...decision, recordedOn: iso(addDays(E, 1)) };
    const days = sessions.map((on) => ({ day: on, value: 1000, flow: 0, fees: 0, flowAt: 'start' as const }));
    const input = { path: timeWeightedReturn(days)!.net, days, trades: [], holdings: [], market };
    expect(reconcileAccount({ ...input, recorded: [late] })).toBeNull();
    const second = {
      ...decision,
      entry: 2,
      recordedOn: iso(E),
      decision: { ...decision.decision, asOf: iso(LATER) },
    };
    const both = reconcileAccount({
      ...input,
      recorded: [decision, { ...second, recordedOn: '2030-01-01' }],
    })!;
    expect(both.decisions.map((d) => d.entry)).toEqual([1]);
    expect(both.problems.map((p) => p.code)).toEqual(['recorded-late', 'no-trades']);
    const two = reconcileAccount({ ...input, recorded: [decision, second] })!;
    expect(two.returns!.periods.map((p) => [p.from, p.to])).toEqual([
      [iso(D), iso(sessions[5]!)],
      [iso(sessions[5]!), iso(sessions[11]!)],
    ]);
  });
});

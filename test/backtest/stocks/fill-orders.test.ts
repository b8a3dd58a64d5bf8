import fc from 'fast-check';
import { type PositionId, POSITIONS } from '../../../allocations/positions.ts';
import { quantityOf } from '../../../allocations/tax/lot.ts';
import type { DecidedOrder, DecidedOrders } from '../../../src/backtest/stocks/decided-orders.ts';
import {
  fillOrders,
  fillPending,
  inNewShares,
  type PendingOrder,
} from '../../../src/backtest/stocks/fill-orders.ts';
import { claimWeights, valuesByPosition } from '../../../src/backtest/stocks/held-values.ts';
import type { StockAccount } from '../../../src/backtest/stocks/stock-account.ts';
import { IDS, madeMarket } from './stock-account.fixture.ts';

const order = (id: string, side: 'buy' | 'sell', quantity: number | null, amount: number): DecidedOrder => ({
  id,
  side,
  segment: POSITIONS.some((p) => p === id) ? 'equity-fund' : 'equity-delivery',
  quantity,
  amount,
  liquidity: { tradedValue: 1e8, dailyVolatility: 0.02 },
});
const wanting = (...ids: readonly string[]): DecidedOrders['wanted'] =>
  ids.map((id, i) => ({ id, sleeve: i % 2 === 0 ? 'momentum' : 'value', weight: 0.2 }));

test('purchases share the money in the proportions ordered, whole shares rounded down, and no more is spent than there is', () => {
  const { account: open, settings, slice } = madeMarket('2019-04-01', 5);
  const account = open({ value: 1e6 });
  account.observe([slice(0, [100, 250, 40, 10])]);
  const orders = [order(IDS[0]!, 'buy', 6000, 600_000), order(IDS[1]!, 'buy', 1400, 350_000)];
  const { filled } = fillOrders(
    account,
    { orders, cash: 50_000, wanted: wanting(IDS[0]!, IDS[1]!) },
    settings,
  );
  expect(filled.map((f) => f.id)).toEqual([IDS[0], IDS[1]]);
  expect(filled[0]!.amount / filled[1]!.amount).toBeCloseTo(600 / 350, 2);
  expect(account.cash).toBeGreaterThanOrEqual(50_000);
  // At most a share of each is not bought.
  expect(account.cash).toBeLessThan(50_000 + 350);
});

test('what does not trade waits with its money, is filled when it trades, and counts in new shares after a split', () => {
  const { account: open, settings, slice, sessions } = madeMarket('2019-04-01', 5, { interest: 0 });
  const changes = [{ column: 0, on: sessions[2]!, ratio: 2, changesFaceValue: true }];
  const account = open({ value: 1e6, changes });
  account.observe([slice(0, [100, 250, 40, 10])]);
  fillOrders(
    account,
    { orders: [order(IDS[0]!, 'buy', 5000, 500_000)], cash: 5e5, wanted: wanting(IDS[0]!) },
    settings,
  );
  const held = quantityOf(account.stocks.get(0)!.lots);
  account.advance([slice(1, [NaN, NaN, 40, 10])], () => {});
  const orders = [order(IDS[0]!, 'sell', 1000, 100_000), order(IDS[1]!, 'buy', 800, 200_000)];
  let { filled, pending }: { filled: readonly object[]; pending: readonly PendingOrder[] } = fillOrders(
    account,
    { orders, cash: 3e5, wanted: wanting(IDS[1]!) },
    settings,
  );
  expect(filled).toEqual([]);
  expect(pending.map((p) => p.order.id)).toEqual([IDS[0], IDS[1]]);
  const adjustment = Float64Array.from([0.5, 1, 1, 1]);
  account.advance([slice(2, [51, 250, 40, 10], { adjustment })], (column, ratio) => {
    pending = inNewShares(pending, column, ratio);
  });
  ({ filled, pending } = fillPending(account, pending, settings));
  expect(pending).toEqual([]);
  expect(filled).toMatchObject([
    { id: IDS[0], side: 'sell', quantity: 2000, price: 51 },
    { id: IDS[1], side: 'buy', price: 250 },
  ]);
  expect(quantityOf(account.stocks.get(0)!.lots)).toBe(2 * held - 2000);
});

test('weights of companies are those at the time, by the sleeves that hold them', () => {
  const { account: open, settings, slice } = madeMarket('2019-04-01', 3, { interest: 0, isCharged: false });
  const account = open({ value: 1e6 });
  account.observe([slice(0, [100, 250, 40, 10])]);
  const orders = [order(IDS[0]!, 'buy', 3000, 300_000), order(IDS[1]!, 'buy', 800, 200_000)];
  fillOrders(account, { orders, cash: 5e5, wanted: wanting(IDS[0]!, IDS[1]!) }, settings);
  const weights = claimWeights(account);
  account.advance([slice(1, [200, NaN, 40, 10])], () => {});
  const untraded = weights((column) => account.idle[column]! >= 1);
  expect(untraded[POSITIONS.indexOf('value')]).toBeCloseTo(0.2, 12);
  expect(untraded.filter((w) => w > 0)).toHaveLength(1);
  expect(weights(() => true)[POSITIONS.indexOf('momentum')]).toBeCloseTo(0.3, 12);
});

/** What is wrong with an account, whatever was asked of it; nothing is, where it is sound. */
function faultsOf(account: StockAccount): string[] {
  const faults: string[] = [];
  const must = (holds: boolean, what: string): void => void (holds || faults.push(what));
  for (const { id, lots, claims } of account.stocks.values()) {
    must(quantityOf(lots) > 0, `${id} is held without shares`);
    for (const { quantity, cost } of lots) {
      must(Number.isInteger(quantity) && quantity > 0, `${id} has a lot of ${quantity}`);
      must(Number.isInteger(cost) && cost >= 0, `${id} has a cost of ${cost}`);
    }
    must(Math.abs(claims.reduce((sum, c) => sum + c.fraction, 0) - 1) < 1e-9, `${id} is not divided`);
  }
  for (const [id, lots] of account.units) must(quantityOf(lots) > 0, `${id} is held without units`);
  must(account.free > -0.01, `cash is ${account.free}`);
  const byPosition = valuesByPosition(account).reduce((sum, v) => sum + v, 0);
  must(Math.abs(byPosition - account.value()) < 1e-6 * account.value(), `positions are worth ${byPosition}`);
  return faults;
}

const price = fc.double({ min: 0.5, max: 5000, noNaN: true }).map((p) => Math.round(100 * p) / 100);
const anyOrder = fc.oneof(
  fc.record({
    id: fc.constantFrom(...IDS, 'INE999A01017'),
    side: fc.constantFrom('buy', 'sell'),
    quantity: fc.integer({ min: 1, max: 200_000 }),
    amount: fc.double({ min: 1, max: 2e7, noNaN: true }),
  }),
  fc.record({
    id: fc.constantFrom<PositionId>('quality', 'gold', 'nifty-50'),
    side: fc.constantFrom('buy', 'sell'),
    quantity: fc.constant(null),
    amount: fc.double({ min: 1, max: 2e7, noNaN: true }),
  }),
);
const session = fc.record({
  closes: fc.array(fc.oneof({ weight: 9, arbitrary: price }, { weight: 1, arbitrary: fc.constant(NaN) }), {
    minLength: IDS.length,
    maxLength: IDS.length,
  }),
  dividend: fc.constantFrom(0, 0, 3),
  orders: fc.array(anyOrder, { maxLength: 6 }),
  cash: fc.constantFrom(0, 1e4, 5e6),
});

test('ten thousand sessions of any orders at any prices: value changes by prices, dividends, costs and tax alone', () => {
  const market = madeMarket('2020-03-02', 40);
  fc.assert(
    fc.property(fc.array(session, { minLength: 1, maxLength: 20 }), fc.boolean(), (plan, isTaxed) => {
      const account = market.account({ levies: isTaxed ? { surcharge: 0.1, cess: null } : null });
      let pending: readonly PendingOrder[] = [];
      plan.forEach(({ closes, dividend, orders, cash }, s) => {
        const slice = market.slice(s, closes, { dividend: new Float64Array(IDS.length).fill(dividend) });
        if (s === 0) account.observe([slice]);
        else account.advance([slice], () => {});
        const before = account.value();
        const due = account.tax?.provision ?? 0;
        const made = orders.map((o): DecidedOrder => ({
          ...o,
          segment: order(o.id, 'buy', 1, 1).segment,
          liquidity: null,
        }));
        const traded =
          s % 3 === 0
            ? fillOrders(account, { orders: made, cash, wanted: wanting(...IDS) }, market.settings)
            : fillPending(account, pending, market.settings);
        ({ pending } = traded);
        const costs = traded.filled.reduce((sum, f) => sum + f.cost, 0);
        const tax = ((account.tax?.provision ?? 0) - due) / 100;
        const lost = before - costs - tax - account.value();
        if (!(Math.abs(lost) < 1e-8 * before + 1e-6)) throw new Error(`₹ ${lost} are not accounted for`);
        const [fault] = faultsOf(account);
        if (fault !== undefined) throw new Error(fault);
        account.endSession(market.sessions[s + 1]);
      });
    }),
    { numRuns: 1000, endOnFailure: true },
  );
});

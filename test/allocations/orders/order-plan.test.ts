import fc from 'fast-check';
import { DEFAULT_COST_RULES } from '../../../allocations/cost-rules.ts';
import { planOrders } from '../../../allocations/orders/order-plan.ts';
import type { ExecutionPlan } from '../../../allocations/orders/result.ts';
import { type PortfolioFile, readPortfolioFile } from '../../../allocations/holdings/portfolio-file.ts';
import type { Weights } from '../../../allocations/positions.ts';
import type { StockSnapshot } from '../../../allocations/stocks/stock-snapshot.ts';
import { day } from '../../../src/market/day.ts';
import { threeStockSnapshot, STOCKS } from './stock-snapshot.fixture.ts';

const AS_OF = day('2025-01-15');
const [A, B, C] = STOCKS;
const HEADER = 'holding,position,bought,quantity,cost,price,price-2018,value';
const read = (...lines: string[]): PortfolioFile =>
  readPortfolioFile([HEADER, ...lines].join('\n'), 'held.csv', { asOf: AS_OF, knownIssuers: null });

function planned(
  held: PortfolioFile,
  after: Weights,
  snapshot: StockSnapshot | null = threeStockSnapshot(),
  costs = DEFAULT_COST_RULES,
): ExecutionPlan {
  const found = planOrders({
    asOf: AS_OF,
    portfolio: held,
    destination: after,
    completion: 1,
    stocks: snapshot,
    costs,
  });
  if (found.kind === 'unavailable') throw new Error(found.reason);
  return found.plan;
}
/** The computed tax of a plan. */
function taxOf({ tax }: ExecutionPlan) {
  if (tax.kind !== 'computed') throw new Error(tax.reason);
  return tax;
}
const briefly = ({ orders }: ExecutionPlan) => orders.map((o) => `${o.side} ${o.quantity ?? '₹'} ${o.id}`);
/** Zero charges, for simple arithmetic. */
const FREE = {
  ...DEFAULT_COST_RULES,
  minimumOrder: 0,
  brokerage: Object.fromEntries(
    Object.keys(DEFAULT_COST_RULES.brokerage).map((k) => [k, 0]),
  ) as typeof DEFAULT_COST_RULES.brokerage,
};

describe('orders', () => {
  test('bring stocks to their look-through weights, with one order for a stock of two sleeves', () => {
    // ₹ 10 lakh: momentum 60 % in A and B, quality 40 % in B and C, so A 30 %, B 50 %, C 20 %, minus charges.
    const plan = planned(read('cash,,,,,,,1000000'), { momentum: 0.6, quality: 0.4 });
    const weights = plan.orders.map((o) => [o.id, o.amount / 1e6] as const);
    expect(weights.map(([id]) => id)).toEqual([B, A, C]);
    [0.5, 0.3, 0.2].forEach((w, i) => expect(weights[i]![1]).toBeCloseTo(w, 2));
    expect(plan.orders.every((o) => Number.isInteger(o.quantity))).toBe(true);
  });

  test('consume the oldest lots first for a stock that two sleeves hold', () => {
    const plan = planned(
      read(`${C},quality,2024-02-01,100,900,1000,,`, `${C},momentum,2023-01-02,100,900,1000,,`),
      { quality: 0.8, 'liquid-fund': 0.2 },
    );
    const sold = plan.orders.filter((o) => o.side === 'sell');
    expect(sold.map((o) => o.id)).toEqual([C]);
    expect(taxOf(plan).lots[0]!.bought).toBe('2023-01-02');
  });

  test('sell what no sleeve holds any longer, before purchases', () => {
    const plan = planned(read(`${C},quality,2023-01-02,500,900,1000,,`, 'cash,,,,,,,500000'), {
      momentum: 1,
    });
    expect(briefly(plan)[0]).toBe(`sell 500 ${C}`);
    expect(plan.orders.slice(1).map((o) => [o.side, o.id])).toEqual([
      ['buy', A],
      ['buy', B],
    ]);
  });

  test('trade an exchange-traded fund in whole units, with the charges of the exchange', () => {
    const etf = 'INF204KB14I2';
    const plan = planned(read(`${etf},alpha,2023-01-02,1000,200,255.25,,`, 'cash,,,,,,,744750'), {
      alpha: 0.1234,
      'liquid-fund': 0.8766,
    });
    // 483.4 units are wanted, so 483 are kept.
    const [order] = plan.orders;
    expect([order!.segment, order!.side, order!.quantity]).toEqual(['equity-etf', 'sell', 517]);
    expect(order!.charges['exchange-charge']).toBeCloseTo(517 * 255.25 * 0.0000297, 2);
    expect(order!.charges['securities-transaction-tax']).toBeCloseTo(517 * 255.25 * 0.00001, 2);
    expect(taxOf(plan).lots[0]!.term).toBe('long');
  });

  test('pay the depository once for each ISIN sold, which lowers the gain, where the rule book sets a charge', () => {
    const held = read(`${C},quality,2024-06-03,500,900,1000,,`, 'cash,,,,,,,500000');
    const plan = planned(held, { momentum: 1 }, threeStockSnapshot(), { ...FREE, depositoryCharge: 15.34 });
    const without = planned(held, { momentum: 1 }, threeStockSnapshot(), FREE);
    expect(plan.orders.map((o) => o.charges['depository-charge'] ?? 0)).toEqual([15.34, 0, 0]);
    expect(plan.cost.charges['depository-charge']).toBe(15.34);
    expect(without.cost.charges).not.toHaveProperty('depository-charge');
    expect(taxOf(without).lots[0]!.gain - taxOf(plan).lots[0]!.gain).toBeCloseTo(15.34, 9);
  });

  test('keep a sleeve held in a fund in that fund, to six decimals of a unit', () => {
    const plan = planned(
      read('120716,quality,2023-08-01,1250.375,148.2215,172.441,,', 'cash,,,,,,,100000'),
      { quality: 0.5, 'liquid-fund': 0.5 },
      threeStockSnapshot(),
      FREE,
    );
    // 1250.375 × 172.441 = 215,615.92; half of 315,615.92 is 157,807.96, so 57,807.96 are sold, before stamp duty and tax.
    expect(plan.orders).toHaveLength(1);
    expect(plan.orders[0]).toMatchObject({ id: '120716', side: 'sell', segment: 'equity-fund' });
    expect(plan.orders[0]!.amount).toBeGreaterThan(57_807);
    expect(plan.orders[0]!.quantity).toBeCloseTo(plan.orders[0]!.amount / 172.441, 5);
  });

  test('scale the holdings of a sleeve whose stocks are not known, and give an amount for one not held', () => {
    const plan = planned(
      read(`${A},momentum,2023-01-02,1000,90,100,,`, `${B},momentum,2023-01-02,400,90,250,,`),
      { momentum: 0.5, quality: 0.5 },
      null,
      { ...FREE, impact: { ...FREE.impact, coefficient: 0, halfSpread: 0, unknown: 0 } },
    );
    const sold = plan.orders.filter((o) => o.side === 'sell').map((o) => [o.id, o.quantity]);
    // Half of 1000 and of 400; plus a few for charges and tax.
    expect(Object.fromEntries(sold)).toEqual({ [A]: expect.closeTo(503, -1), [B]: expect.closeTo(201, -1) });
    const bought = plan.orders.find((o) => o.side === 'buy')!;
    expect(bought).toMatchObject({ id: 'quality', quantity: null, price: null, segment: 'equity-delivery' });
    expect(bought.amount).toBeGreaterThan(0.97e5);
  });

  test('below the minimum are not placed, and are listed', () => {
    const plan = planned(
      read(`${A},momentum,2023-01-02,1000,90,100,,`, `${B},momentum,2023-01-02,400,90,250.5,,`),
      { momentum: 1 },
    );
    // 1,00,000 against 1,00,200: they differ from half and half by ₹ 100.
    expect(plan.orders).toEqual([]);
    expect(plan.cost.total).toBe(0);
  });

  test('need a portfolio, and a day that the tables cover', () => {
    const request = {
      asOf: AS_OF,
      portfolio: null,
      destination: { momentum: 1 },
      completion: 1,
      stocks: null,
      costs: DEFAULT_COST_RULES,
    };
    expect(planOrders(request)).toMatchObject({ kind: 'unavailable' });
    const held = read('cash,,,,,,,1000000');
    expect(
      planOrders({ ...request, portfolio: held, asOf: day('2005-01-03'), stocks: threeStockSnapshot() }),
    ).toMatchObject({
      kind: 'unavailable',
      reason: expect.stringContaining('03 Jan 2005') as string,
    });
  });

  test('warn of a stock whose price in the portfolio differs from the store’s', () => {
    const plan = planned(read(`${A},momentum,2023-01-02,1000,90,110,,`), { momentum: 1 });
    expect(plan.problems.map((p) => p.code)).toContain('portfolio-price');
  });
});

describe('the cost of implementation', () => {
  const held = read(
    `${A},momentum,2023-01-02,3000,60,100,,`,
    `${A},momentum,2024-06-03,2000,80,100,,`,
    'cash,,,,,,,500000',
  );
  const plan = planned(held, { quality: 1 });

  test('taxes lots first in first out, a long-term and a short-term one', () => {
    // The long-term gain is below ₹ 1.25 lakh and so exempt; the short-term one of ₹ 40,000 less costs pays 20 % and cess.
    const tax = taxOf(plan);
    expect(tax.year).toBe('2024–25');
    expect(tax.lots.map((l) => [l.bought, l.term, l.rate, l.quantity])).toEqual([
      ['2023-01-02', 'long', 12.5, 3000],
      ['2024-06-03', 'short', 20, 2000],
    ]);
    const [long, short] = tax.lots;
    expect(long!.gain).toBeLessThan(120_000);
    expect(tax.adjustment).toBeCloseTo(-long!.tax, 2);
    expect(tax.cess).toBeCloseTo(0.04 * short!.tax, 1);
    expect(tax.total).toBeCloseTo(1.04 * short!.tax, 1);
  });

  test('includes the rule book’s gains and losses of the year, and lists them', () => {
    const held = read(`${A},momentum,2022-01-02,100,500,1000,,`, 'cash,,,,,,,1000');
    const before = [{ until: '2024-12-31', short: 0, long: 125_000 }];
    const costs = { ...FREE, tax: { ...FREE.tax, realised: before } };
    const [alone, after] = [
      planned(held, {}, threeStockSnapshot(), FREE),
      planned(held, {}, threeStockSnapshot(), costs),
    ];
    if (alone.tax.kind !== 'computed' || after.tax.kind !== 'computed') throw new Error('no tax');
    // A gain of some ₹ 50,000 is exempt, unless the exemption is used up: 12.5 % and 4 % cess.
    expect([alone.tax.total, alone.tax.openingPosition.realised]).toEqual([0, []]);
    expect(after.tax.total).toBeCloseTo(after.tax.lots[0]!.gain * 0.125 * 1.04, 1);
    expect(after.tax.openingPosition.realised).toEqual(before);
  });

  test('gives the saving of deferral: the short-term lot is long term from the day after a year', () => {
    expect(plan.deferrals).toHaveLength(1);
    expect(plan.deferrals[0]).toMatchObject({
      id: A,
      bought: '2024-06-03',
      days: 140,
      longTermFrom: '2025-06-04',
    });
    // Of 20 % on ₹ 40,000 nothing would be left in the exemption of a year of its own.
    expect(plan.deferrals[0]!.saving).toBeCloseTo(taxOf(plan).total, 2);
  });

  test('is charges plus tax, and the break-even return is its fraction of the portfolio', () => {
    const charges = Object.values(plan.cost.charges).reduce((a, b) => a + b, 0);
    expect(plan.cost.total).toBeCloseTo(charges + taxOf(plan).total, 2);
    expect(plan.cost.breakEvenReturn).toBeCloseTo((100 * plan.cost.total) / plan.value, 9);
    expect(plan.cost.annualBreakEvenReturn).toBeCloseTo((plan.cost.breakEvenReturn * 365) / 180, 9);
  });

  test('lists the rate and source of every charge', () => {
    const stt = plan.rates.filter((r) => r.id === 'securities-transaction-tax');
    expect(stt.map((r) => [r.side, r.rate])).toEqual([
      ['buy', 0.001],
      ['sell', 0.001],
    ]);
    expect(plan.rates.every((r) => r.source !== '')).toBe(true);
  });

  test('has charges but no tax without lots, with the reason', () => {
    const byValue = readPortfolioFile('position,value\nmomentum,500000\ncash,500000\n', 'v.csv', {
      asOf: AS_OF,
      knownIssuers: null,
    });
    const { tax, deferrals, orders } = planned(byValue, { quality: 1 });
    expect(tax.kind).toBe('unavailable');
    expect(deferrals).toEqual([]);
    expect(orders.map((o) => [o.side, o.id])).toEqual([
      ['sell', 'momentum'],
      ['buy', 'quality'],
    ]);
  });
});

test('value is conserved: opening value equals final holdings, costs and cash, and cash is never negative', () => {
  const any = fc.record({
    quantities: fc.tuple(fc.nat(5000), fc.nat(5000), fc.integer({ min: 1, max: 5000 })),
    costs: fc.tuple(fc.integer({ min: 1, max: 900 }), fc.integer({ min: 1, max: 900 })),
    cash: fc.nat(5_000_000),
    momentum: fc.double({ min: 0, max: 0.9, noNaN: true }),
  });
  fc.assert(
    fc.property(any, ({ quantities, costs, cash, momentum }) => {
      const lines = STOCKS.flatMap((id, i) =>
        quantities[i]! > 0
          ? [`${id},momentum,2024-0${i + 2}-05,${quantities[i]},${costs[i] ?? 50},${[100, 250.5, 1000][i]},,`]
          : [],
      );
      const held = read(...lines, `cash,,,,,,,${cash}`);
      const plan = planned(held, { momentum, quality: 0.9 - momentum, 'liquid-fund': 0.1 });
      const net = plan.orders.reduce((sum, o) => sum + (o.side === 'buy' ? -o.amount : o.amount), 0);
      const paid = plan.orders.reduce((sum, o) => sum + o.cost - o.charges.impact, 0);
      expect(plan.cash.final).toBeCloseTo(plan.cash.opening + net - paid - plan.cash.taxReserve, 2);
      expect(plan.cash.final).toBeGreaterThanOrEqual(-0.01);
      for (const o of plan.orders)
        expect(o.cost).toBeCloseTo(
          Object.values(o.charges).reduce((a, b) => a + b, 0),
          2,
        );
    }),
    { numRuns: 60 },
  );
});

import { DEFAULT_COST_RULES } from '../../../allocations/cost-rules.ts';
import { sizeOrders } from '../../../allocations/orders/size-orders.ts';
import { stockLines } from '../../../allocations/orders/stock-lines.ts';
import { readPortfolioFile } from '../../../allocations/holdings/portfolio-file.ts';
import type { StockSnapshot } from '../../../allocations/stocks/stock-snapshot.ts';
import { day } from '../../../src/market/day.ts';
import type { Problem } from '../../../src/market/problem.ts';
import { threeStockSnapshot, STOCKS } from './stock-snapshot.fixture.ts';

const AS_OF = day('2025-01-15');
const [A, B, C] = STOCKS;
/** A's ISIN before its face value changed. */
const BEFORE = 'INE000A01004';
const UNKNOWN = 'INE000D01016';
const HEADER = 'holding,position,bought,quantity,cost,price';

/** The orders that bring lots to targets of A, B and C; the rest stays in cash. */
function traded(
  lots: readonly string[],
  targets: readonly number[],
  snapshot: StockSnapshot | null,
  cash = 0,
) {
  const held = readPortfolioFile([HEADER, ...lots].join('\n'), 'held.csv', {
    asOf: AS_OF,
    knownIssuers: null,
  });
  if (held.kind !== 'by-lot') throw new Error(held.kind);
  const problems: Problem[] = [];
  const targetByStock = new Map(targets.map((target, column) => [column, target]));
  const lines = stockLines(held.portfolio.holdings, new Map(), targetByStock, snapshot, problems);
  const cashTarget = 1 - targets.reduce((a, b) => a + b, 0);
  const found = sizeOrders(
    { lines, cash: cash * 100, cashTarget, forCosts: 0, day: AS_OF },
    DEFAULT_COST_RULES,
  );
  const orders = found.orders.map((d) => `${d.side} ${d.quantity} ${d.line.id}`);
  return { lines, orders, cash: found.cash / 100, problems };
}
const restingSince = (on: string | null): StockSnapshot => ({
  ...threeStockSnapshot(),
  lastTraded: [AS_OF, on === null ? null : day(on), AS_OF],
});

describe('a stock that did not trade in the last session', () => {
  test('is not bought: its money stays in cash, and a warning names it with its last trade', () => {
    const { orders, cash, problems } = traded(
      [`${A},momentum,2023-01-02,1000,90,100`],
      [0.4, 0.6, 0],
      restingSince('2025-01-02'),
    );
    expect(orders).toEqual([`sell 600 ${A}`]);
    expect(cash).toBe(60_000);
    expect(problems.map((p) => [p.code, p.message])).toEqual([
      [
        'not-traded',
        'Stock 1 (last traded 02 Jan 2025) did not trade on 15 Jan 2025 and cannot be traded; its holding is unchanged, and money for purchases stays in cash.',
      ],
    ]);
  });

  test('is not sold, and the other targets are scaled to the rest', () => {
    // ₹ 50,100 of B stay; of the ₹ 1,50,100 A should have all, and gets the ₹ 1,00,000 it has.
    const { orders } = traded(
      [
        `${A},momentum,2023-01-02,600,90,100`,
        `${B},momentum,2023-01-02,200,90,250.5`,
        `${C},quality,2023-01-02,40,900,1000`,
      ],
      [1, 0, 0],
      restingSince('2024-12-31'),
    );
    expect(orders).toEqual([`buy 400 ${A}`, `sell 40 ${C}`]);
  });

  test('is combined with others in one warning', () => {
    const snapshot = { ...threeStockSnapshot(), lastTraded: [day('2025-01-14'), day('2025-01-10'), AS_OF] };
    const { orders, problems } = traded([`${A},momentum,2023-01-02,600,90,100`], [0, 0.5, 0.5], snapshot);
    expect(orders).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0]!.message).toContain('2 stocks did not trade on 15 Jan 2025');
    expect(problems[0]!.message).toContain(
      'Stock 0 (last traded 14 Jan 2025), Stock 1 (last traded 10 Jan 2025)',
    );
  });
});

describe('a stock without a price in the store', () => {
  test('is not traded after a quarter without trades, and is reported with its ISIN', () => {
    const { orders, problems } = traded(
      [`${B},momentum,2023-01-02,200,90,250.5`],
      [1, 0, 0],
      restingSince(null),
    );
    expect(orders).toEqual([]);
    expect(problems.map((p) => [p.code, p.message])).toEqual([
      ['no-price', expect.stringContaining(`Stock 1, ${B} had no price in the store`)],
    ]);
  });

  test('is not traded if the store does not have it', () => {
    const lots = [`${UNKNOWN},momentum,2023-01-02,200,90,250.5`, `${A},momentum,2023-01-02,600,90,100`];
    const { orders, problems } = traded(lots, [0, 0, 1], threeStockSnapshot());
    expect(orders).toEqual([`sell 600 ${A}`, `buy 60 ${C}`]);
    expect(problems.map((p) => p.message)).toEqual([expect.stringContaining(UNKNOWN)]);
  });

  test('is traded at the portfolio’s price if the store has no stocks at all', () => {
    const { orders, problems } = traded([`${UNKNOWN},momentum,2023-01-02,200,90,250.5`], [], null);
    expect(orders).toEqual([`sell 200 ${UNKNOWN}`]);
    expect(problems).toEqual([]);
  });
});

describe('an issuer with two ISINs, from before and after a change of face value', () => {
  const lots = [`${A},momentum,2024-02-01,500,90,100`, `${BEFORE},quality,2022-02-01,500,60,100`];

  test('has one line under the current ISIN, with the lots of both', () => {
    for (const snapshot of [threeStockSnapshot(), null]) {
      const { lines, orders } = traded(lots, snapshot ? [0.5, 0, 0] : [], snapshot);
      expect(lines.map((l) => [l.id, l.held, l.lots?.length])).toEqual([[A, 1000, 2]]);
      expect(orders).toEqual([`sell ${snapshot ? 500 : 1000} ${A}`]);
    }
  });

  test('is rejected with two prices', () => {
    expect(() => traded([lots[0]!, lots[1]!.replace(/100$/, '1000')], [], null)).toThrow(
      /held\.csv:3.*INE000A01004 has the price 1000, but INE000A01012 has 100 on line 2/,
    );
  });
});

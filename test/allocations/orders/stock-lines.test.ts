import { DEFAULT_COST_RULES } from '../../../allocations/cost-rules.ts';
import { deals } from '../../../allocations/orders/size-orders.ts';
import { shareLines } from '../../../allocations/orders/stock-lines.ts';
import { readPortfolioFile } from '../../../allocations/holdings/portfolio-file.ts';
import type { StockBasis } from '../../../allocations/stocks/stock-snapshot.ts';
import { day } from '../../../src/market/day.ts';
import type { Problem } from '../../../src/market/problem.ts';
import { madeBasis, SHARES } from './stock-snapshot.fixture.ts';

const AS_OF = day('2025-01-15');
const [A, B, C] = SHARES;
/** The share of A's company before its face value changed. */
const BEFORE = 'INE000A01004';
const UNKNOWN = 'INE000D01016';
const HEADER = 'holding,position,bought,quantity,cost,price';

/** The orders that bring lots to targets of A, B and C, cash staying with what is left. */
function dealt(lots: readonly string[], targets: readonly number[], basis: StockBasis | null, cash = 0) {
  const held = readPortfolioFile([HEADER, ...lots].join('\n'), 'held.csv', { asOf: AS_OF, known: null });
  if (held.kind !== 'by-lot') throw new Error(held.kind);
  const problems: Problem[] = [];
  const ofShare = new Map(targets.map((target, column) => [column, target]));
  const lines = shareLines(held.portfolio.holdings, new Map(), ofShare, basis, problems);
  const cashTarget = 1 - targets.reduce((a, b) => a + b, 0);
  const found = deals({ lines, cash: cash * 100, cashTarget, forCosts: 0, day: AS_OF }, DEFAULT_COST_RULES);
  const orders = found.dealt.map((d) => `${d.side} ${d.quantity} ${d.line.id}`);
  return { lines, orders, cash: found.cash / 100, problems };
}
const restingSince = (on: string | null): StockBasis => ({
  ...madeBasis(),
  lastTraded: [AS_OF, on === null ? null : day(on), AS_OF],
});

describe('a share that did not trade in the last session', () => {
  test('is not bought; its money stays in cash, and one warning names it with its last trade', () => {
    const { orders, cash, problems } = dealt(
      [`${A},momentum,2023-01-02,1000,90,100`],
      [0.4, 0.6, 0],
      restingSince('2025-01-02'),
    );
    expect(orders).toEqual([`sell 600 ${A}`]);
    expect(cash).toBe(60_000);
    expect(problems.map((p) => [p.code, p.message])).toEqual([
      [
        'not-traded',
        'Share 1 (last on 02 Jan 2025) did not trade on 15 Jan 2025 and cannot be dealt; what is held of it stays, and what was to be bought stays in cash.',
      ],
    ]);
  });

  test('is not sold, and the others share what is left', () => {
    // ₹ 50,100 of B stay; of the ₹ 1,50,100 A should have all, and gets the ₹ 1,00,000 it has.
    const { orders } = dealt(
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

  test('is told in one sentence with others', () => {
    const basis = { ...madeBasis(), lastTraded: [day('2025-01-14'), day('2025-01-10'), AS_OF] };
    const { orders, problems } = dealt([`${A},momentum,2023-01-02,600,90,100`], [0, 0.5, 0.5], basis);
    expect(orders).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0]!.message).toContain('2 shares did not trade on 15 Jan 2025');
    expect(problems[0]!.message).toContain('Share 0 (last on 14 Jan 2025), Share 1 (last on 10 Jan 2025)');
  });
});

describe('a share without a price in the store', () => {
  test('is not dealt where it has not traded for a quarter, and told with its ISIN', () => {
    const { orders, problems } = dealt(
      [`${B},momentum,2023-01-02,200,90,250.5`],
      [1, 0, 0],
      restingSince(null),
    );
    expect(orders).toEqual([]);
    expect(problems.map((p) => [p.code, p.message])).toEqual([
      ['no-price', expect.stringContaining(`Share 1, ${B} had no price in the store`)],
    ]);
  });

  test('is not dealt where the store does not know it', () => {
    const lots = [`${UNKNOWN},momentum,2023-01-02,200,90,250.5`, `${A},momentum,2023-01-02,600,90,100`];
    const { orders, problems } = dealt(lots, [0, 0, 1], madeBasis());
    expect(orders).toEqual([`sell 600 ${A}`, `buy 60 ${C}`]);
    expect(problems.map((p) => p.message)).toEqual([expect.stringContaining(UNKNOWN)]);
  });

  test('is dealt as the portfolio has it where the store has no shares at all', () => {
    const { orders, problems } = dealt([`${UNKNOWN},momentum,2023-01-02,200,90,250.5`], [], null);
    expect(orders).toEqual([`sell 200 ${UNKNOWN}`]);
    expect(problems).toEqual([]);
  });
});

describe('a company under two ISINs, of before and after a change of face value', () => {
  const lots = [`${A},momentum,2024-02-01,500,90,100`, `${BEFORE},quality,2022-02-01,500,60,100`];

  test('is one line under the one that trades now, with the lots of both', () => {
    for (const basis of [madeBasis(), null]) {
      const { lines, orders } = dealt(lots, basis ? [0.5, 0, 0] : [], basis);
      expect(lines.map((l) => [l.id, l.held, l.lots?.length])).toEqual([[A, 1000, 2]]);
      expect(orders).toEqual([`sell ${basis ? 500 : 1000} ${A}`]);
    }
  });

  test('is refused at two prices, of which one would be of before', () => {
    expect(() => dealt([lots[0]!, lots[1]!.replace(/100$/, '1000')], [], null)).toThrow(
      /held\.csv:3.*INE000A01004 has the price 1000, but INE000A01012 100 on line 2/,
    );
  });
});

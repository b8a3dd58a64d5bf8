import fc from 'fast-check';
import { POSITIONS, type Weights } from '../../../allocations/positions.ts';
import { firstPurchase, planTrades } from '../../../allocations/rebalance/trade-plan.ts';

const FREE = { minimumTrade: 0, turnoverLimit: 1 };
const sum = (xs: readonly number[]): number => xs.reduce((a, b) => a + b, 0);
const total = (w: Weights): number => sum(Object.values(w));

describe('trades worked out by hand', () => {
  test('reach the target without limits', () => {
    const plan = planTrades({ momentum: 0.6, gold: 0.4 }, { momentum: 0.25, quality: 0.75 }, FREE);
    expect(plan.after).toMatchObject({ momentum: 0.25, quality: 0.75, gold: 0 });
    expect(plan.turnover).toBeCloseTo(0.75, 14);
    expect(plan.binding).toEqual([]);
  });

  test('are dropped below the minimum, and the larger side is scaled down', () => {
    // Wanted: alpha +0.040, value +0.020, quality −0.056, gold −0.004. Gold is too small; 0.056 of sales can buy
    // 0.056 of the 0.060 wanted, so alpha gets 0.040·56/60 and value 0.020·56/60.
    const from = { alpha: 0.2, value: 0.2, quality: 0.5, gold: 0.1 };
    const to = { alpha: 0.24, value: 0.22, quality: 0.444, gold: 0.096 };
    const plan = planTrades(from, to, { minimumTrade: 0.005, turnoverLimit: 1 });
    expect(plan.after.alpha).toBeCloseTo(0.2 + (0.04 * 56) / 60, 14);
    expect(plan.after.value).toBeCloseTo(0.2 + (0.02 * 56) / 60, 14);
    expect(plan.after.quality).toBeCloseTo(0.444, 14);
    expect(plan.after.gold).toBe(0.1);
    expect(plan.turnover).toBeCloseTo(0.056, 14);
    expect(plan.binding).toEqual(['Not traded: gold (below the minimum trade of 0.5 %).']);
  });

  test('are scaled by one factor to the turnover limit', () => {
    // 0.8 is wanted one-way and 0.4 allowed: half of every trade.
    const plan = planTrades(
      { momentum: 0.7, alpha: 0.2, gold: 0.1 },
      { momentum: 0.1, quality: 0.8, gold: 0.1, alpha: 0 },
      { minimumTrade: 0.005, turnoverLimit: 0.4 },
    );
    expect(plan.after.momentum).toBeCloseTo(0.4, 14);
    expect(plan.after.alpha).toBeCloseTo(0.1, 14);
    expect(plan.after.quality).toBeCloseTo(0.4, 14);
    expect(plan.turnover).toBeCloseTo(0.4, 14);
    expect(plan.binding).toEqual([
      'Full rebalancing would need one-way turnover of 80.0 %; the 40.0 % limit allows 50 % of each trade.',
    ]);
  });

  test('are dropped too if the turnover limit scales them below the minimum', () => {
    // Half of 0.008 is below the minimum of 0.005.
    const plan = planTrades(
      { momentum: 0.592, alpha: 0.408 },
      { momentum: 0, quality: 0.6, alpha: 0.4 },
      { minimumTrade: 0.005, turnoverLimit: 0.3 },
    );
    expect(plan.after.alpha).toBe(0.408);
    expect(plan.after.momentum).toBeCloseTo(0.592 - 0.592 / 2, 14);
    expect(plan.binding[1]).toBe('Not traded: alpha (below the minimum trade of 0.5 %).');
  });

  test('are all dropped if only one side is above the minimum', () => {
    const from = { alpha: 0.25, value: 0.25, quality: 0.25, gold: 0.25 };
    const to = { alpha: 0.259, value: 0.247, quality: 0.247, gold: 0.247 };
    const plan = planTrades(from, to, { minimumTrade: 0.005, turnoverLimit: 1 });
    expect(plan.changes.every((x) => x === 0)).toBe(true);
    expect(plan.binding).toEqual([
      'Not traded: alpha, value, quality and gold (below the minimum trade of 0.5 %).',
    ]);
  });

  test('buy the whole target in a first purchase', () => {
    const plan = firstPurchase({ momentum: 0.9, gold: 0.1 });
    expect(plan.turnover).toBe(1);
    expect(plan.after).toEqual({ momentum: 0.9, gold: 0.1 });
  });
});

const portfolios = fc
  .array(fc.integer({ min: 0, max: 1000 }), { minLength: POSITIONS.length, maxLength: POSITIONS.length })
  .filter((parts) => sum(parts) > 0)
  .map((parts): Weights => Object.fromEntries(POSITIONS.map((id, i) => [id, parts[i]! / sum(parts)])));
const limits = fc.record({
  minimumTrade: fc.double({ min: 0, max: 0.05, noNaN: true }),
  turnoverLimit: fc.double({ min: 0, max: 1, noNaN: true }),
});

test('for any two portfolios and limits, trades satisfy the limits, conserve value and overshoot no target', () => {
  fc.assert(
    fc.property(portfolios, portfolios, limits, (from, to, limit) => {
      const plan = planTrades(from, to, limit);
      expect(Math.abs(total(plan.after) - 1)).toBeLessThan(1e-12);
      expect(Math.abs(sum(plan.changes))).toBeLessThan(1e-12);
      expect(plan.turnover).toBeLessThanOrEqual(limit.turnoverLimit + 1e-12);
      POSITIONS.forEach((id, i) => {
        const change = plan.changes[i]!;
        if (change !== 0) expect(Math.abs(change)).toBeGreaterThanOrEqual(limit.minimumTrade - 1e-12);
        const [low, high] = [from[id]!, to[id]!].sort((a, b) => a - b);
        expect(plan.after[id]).toBeGreaterThanOrEqual(low! - 1e-15);
        expect(plan.after[id]).toBeLessThanOrEqual(high! + 1e-15);
      });
    }),
    { numRuns: 500 },
  );
});

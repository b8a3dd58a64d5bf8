import type { PositionLine } from '../../../allocations/orders/position-line.ts';
import { gapWarning, reachedAfter } from '../../../allocations/orders/gap-to-plan.ts';
import { sizeOrders } from '../../../allocations/orders/size-orders.ts';
import { DEFAULT_COST_RULES } from '../../../allocations/cost-rules.ts';
import { day } from '../../../src/market/day.ts';

/** A stock at ₹ 100, not held. */
const share = (id: string, target: number): PositionLine => ({
  id,
  name: id,
  segment: 'equity-delivery',
  tradedIn: 'shares',
  held: 0,
  price: 100,
  value: 0,
  target,
  liquidity: null,
  lots: [],
  isEquity: true,
});
const reached = (lines: readonly PositionLine[], rupees: number, cashTarget = 0) => {
  const request = { lines, cash: 100 * rupees, cashTarget, forCosts: 0, day: day('2025-01-15') };
  const done = sizeOrders(request, DEFAULT_COST_RULES);
  return reachedAfter(lines, cashTarget, done, done.cash);
};

describe('the gap between orders and plan', () => {
  test('is zero if every order can be placed', () => {
    const near = reached([share('a', 0.5), share('b', 0.3)], 1_00_000, 0.2);
    expect(near.cash).toBeCloseTo(0.2, 12);
    expect(near.gapToPlan).toBeCloseTo(0, 12);
    expect(gapWarning(near)).toEqual([]);
  });

  test('is half the sum of absolute weight differences, with a warning beyond 2 %', () => {
    // ₹ 20,000: a should have 16,000 and b 4,000, below the minimum order of ₹ 5,000, so a gets all of it.
    const near = reached([share('a', 0.8), share('b', 0.2)], 20_000);
    expect(near.cash).toBe(0);
    expect(near.gapToPlan).toBeCloseTo(0.2, 12);
    expect(gapWarning(near)).toEqual([
      expect.objectContaining({
        severity: 'warning',
        message: expect.stringContaining(
          'the portfolio differs from target by 20.0 % (half the sum of absolute weight differences); cash is 0.0 %',
        ) as string,
      }),
    ]);
  });

  test('includes money that stays in cash because a stock cannot be traded', () => {
    const near = reached([{ ...share('a', 0.1), tradedIn: 'nothing' }, share('b', 0.9)], 1_00_000);
    expect(near).toEqual({ cash: 0.1, gapToPlan: 0.1 });
  });
});

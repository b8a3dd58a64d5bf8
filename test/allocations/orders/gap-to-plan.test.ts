import type { Line } from '../../../allocations/orders/position-line.ts';
import { notReached, reachedBy } from '../../../allocations/orders/gap-to-plan.ts';
import { deals } from '../../../allocations/orders/size-orders.ts';
import { DEFAULT_COST_RULES } from '../../../allocations/cost-rules.ts';
import { day } from '../../../src/market/day.ts';

/** A share of ₹ 100, not held. */
const share = (id: string, target: number): Line => ({
  id,
  name: id,
  segment: 'equity-delivery',
  dealtIn: 'shares',
  held: 0,
  price: 100,
  value: 0,
  target,
  liquidity: null,
  lots: [],
  isEquity: true,
});
const reached = (lines: readonly Line[], rupees: number, cashTarget = 0) => {
  const request = { lines, cash: 100 * rupees, cashTarget, forCosts: 0, day: day('2025-01-15') };
  const done = deals(request, DEFAULT_COST_RULES);
  return reachedBy(lines, cashTarget, done, done.cash);
};

describe('how near orders come to the plan', () => {
  test('is all the way where every order can be made', () => {
    const near = reached([share('a', 0.5), share('b', 0.3)], 1_00_000, 0.2);
    expect(near.cash).toBeCloseTo(0.2, 12);
    expect(near.distance).toBeCloseTo(0, 12);
    expect(notReached(near)).toEqual([]);
  });

  test('is half the sum of all differences, and told beyond 2 %', () => {
    // ₹ 20,000: a should have 16,000 and b 4,000, which is no order of ₹ 5,000, so a has it all.
    const near = reached([share('a', 0.8), share('b', 0.2)], 20_000);
    expect(near.cash).toBe(0);
    expect(near.distance).toBeCloseTo(0.2, 12);
    expect(notReached(near)).toEqual([
      expect.objectContaining({
        severity: 'warning',
        message: expect.stringContaining(
          '20.0 % of the portfolio is held otherwise than planned; 0.0 %',
        ) as string,
      }),
    ]);
  });

  test('counts what stays in cash for want of a trade', () => {
    const near = reached([{ ...share('a', 0.1), dealtIn: 'nothing' }, share('b', 0.9)], 1_00_000);
    expect(near).toEqual({ cash: 0.1, distance: 0.1 });
  });
});

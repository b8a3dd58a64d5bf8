import { addDays, day, dayOf, type Day } from '../../../src/market/day.ts';
import { normal } from '../../../src/math/random/distributions.ts';
import { randomStream } from '../../../src/math/random/random.ts';
import type { FactorMonth } from '../../../src/validation/factors/inputs/monthly-returns.ts';

/** The last day of a month, months counted from January 2001. */
const lastDay = (k: number): Day =>
  addDays(dayOf(2001 + Math.floor((k + 1) / 12), ((k + 1) % 12) + 1, 1)!, -1);

/** Consecutive months from January 2001 with the given returns. */
export const monthsOf = (
  rows: readonly { readonly own: number; readonly market: number; readonly riskFree?: number }[],
): FactorMonth[] =>
  rows.map(({ own, market, riskFree = 0 }, k) => ({
    month: 2001 * 12 + k,
    start: k === 0 ? day('2000-12-31') : lastDay(k - 1),
    end: lastDay(k),
    own,
    market,
    riskFree,
  }));

export interface SimulatedMonths {
  readonly seed: number;
  readonly months: number;
  /** True alpha of month k, a monthly fraction. */
  readonly alpha: (k: number) => number;
  readonly beta?: number;
  /** Standard deviation of the residual, a month. */
  readonly residual?: number;
}

/** A market with 5 % monthly volatility, and a factor with known alpha and beta. */
export function madeMonths({
  seed,
  months,
  alpha,
  beta = 0.9,
  residual = 0.02,
}: SimulatedMonths): FactorMonth[] {
  const random = randomStream(seed);
  return monthsOf(
    Array.from({ length: months }, (_, k) => {
      const [riskFree, market] = [0.005, 0.01 + 0.05 * normal(random)];
      const own = riskFree + alpha(k) + beta * (market - riskFree) + residual * normal(random);
      return { own, market, riskFree };
    }),
  );
}

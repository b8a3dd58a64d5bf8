import { addDays, day, dayOf, type Day } from '../../../src/market/day.ts';
import { normal } from '../../../src/math/random/distributions.ts';
import { randomStream } from '../../../src/math/random/random.ts';
import type { ResearchMonth } from '../../../src/validation/factors/inputs/monthly-returns.ts';

/** The last day of a month, months counted from January 2001. */
const lastDay = (k: number): Day =>
  addDays(dayOf(2001 + Math.floor((k + 1) / 12), ((k + 1) % 12) + 1, 1)!, -1);

/** Months one after the other from January 2001, with what is given of each. */
export const monthsOf = (
  rows: readonly { readonly own: number; readonly market: number; readonly riskless?: number }[],
): ResearchMonth[] =>
  rows.map(({ own, market, riskless = 0 }, k) => ({
    month: 2001 * 12 + k,
    start: k === 0 ? day('2000-12-31') : lastDay(k - 1),
    end: lastDay(k),
    own,
    market,
    riskless,
  }));

export interface Made {
  readonly seed: number;
  readonly months: number;
  /** True alpha a month in month k, a fraction. */
  readonly alpha: (k: number) => number;
  readonly beta?: number;
  /** Deviation of the rest, a month. */
  readonly apart?: number;
}

/** A market that moves 5 % a month, and something with a known alpha and beta beside it. */
export function madeMonths({ seed, months, alpha, beta = 0.9, apart = 0.02 }: Made): ResearchMonth[] {
  const random = randomStream(seed);
  return monthsOf(
    Array.from({ length: months }, (_, k) => {
      const [riskless, market] = [0.005, 0.01 + 0.05 * normal(random)];
      const own = riskless + alpha(k) + beta * (market - riskless) + apart * normal(random);
      return { own, market, riskless };
    }),
  );
}

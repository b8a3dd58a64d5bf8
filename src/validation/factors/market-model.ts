import { combination, type HacFit, hacRegression, neweyWestLags } from '../../math/regression/hac-regression.ts';
import { type Estimate, estimate } from './estimate.ts';
import { marketExcess, ownExcess, type ResearchMonth } from './inputs/monthly-returns.ts';

/** Below this many months an alpha is not told (our choice). */
export const LEAST_MONTHS = 24;

/** Own return over the riskless one = alpha + beta × the market's over it + rest, month by month (Jensen 1968). */
export interface MarketModel {
  readonly alpha: Estimate;
  readonly beta: number;
  /** Deviation of the rest, percent a year. */
  readonly residual: number;
  /** Lags of the Newey–West errors. */
  readonly lags: number;
}

/** Null for too few months, or a market that does not move. */
export function marketModel(months: readonly ResearchMonth[]): MarketModel | null {
  const fit = fitted(months, 0, () => []);
  if (!fit) return null;
  return {
    alpha: estimate(months.length, combination(fit, [1, 0])),
    beta: fit.coefficients[1]!,
    residual: 100 * Math.sqrt((12 * sumOfSquares(fit.residuals)) / (months.length - 2)),
    lags: neweyWestLags(months.length),
  };
}

/**
 * How fast alpha rises (or decays, below 0) over the sample: percent a year, per year, with a slope in time beside alpha
 * and beta. Null as `marketModel`.
 */
export function alphaTrend(months: readonly ResearchMonth[]): Estimate | null {
  const middle = (months.length - 1) / 2;
  const fit = fitted(months, 1, (i) => [(i - middle) / 12]);
  return fit && estimate(months.length, combination(fit, [0, 0, 1]));
}

/** The regression on a constant, the market and whatever else is said of each month. */
function fitted(
  months: readonly ResearchMonth[],
  more: number,
  also: (i: number) => readonly number[],
): HacFit | null {
  if (months.length < LEAST_MONTHS) return null;
  const x = Float64Array.from(months.flatMap((m, i) => [1, marketExcess(m), ...also(i)]));
  return hacRegression(months.map(ownExcess), x, 2 + more, neweyWestLags(months.length));
}

const sumOfSquares = (values: Float64Array): number => values.reduce((sum, v) => sum + v * v, 0);

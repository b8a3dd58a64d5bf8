import {
  combination,
  type HacFit,
  hacRegression,
  neweyWestLags,
} from '../../math/regression/hac-regression.ts';
import { type Estimate, estimate } from './estimate.ts';
import { marketExcess, ownExcess, type FactorMonth } from './inputs/monthly-returns.ts';

/** Fewer months give no alpha (our choice). */
export const MIN_MONTHS = 24;

/** Own excess return = alpha + beta × the market's excess return + residual, by month, over the risk-free rate (Jensen 1968). */
export interface MarketModel {
  readonly alpha: Estimate;
  readonly beta: number;
  /** Standard deviation of the residual, percent a year. */
  readonly residual: number;
  /** Lags of the Newey–West errors. */
  readonly lags: number;
}

/** The market model of a series of months. Null for fewer than `MIN_MONTHS`, or a market without variation. */
export function marketModel(months: readonly FactorMonth[]): MarketModel | null {
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
 * Change of alpha over the sample (negative for decay): percent a year per year, from a linear time term beside alpha and
 * beta. Null where `marketModel` is.
 */
export function alphaTrend(months: readonly FactorMonth[]): Estimate | null {
  const middle = (months.length - 1) / 2;
  const fit = fitted(months, 1, (i) => [(i - middle) / 12]);
  return fit && estimate(months.length, combination(fit, [0, 0, 1]));
}

/** Regresses excess returns on a constant, the market and `more` further regressors that `also` gives for month `i`. */
function fitted(
  months: readonly FactorMonth[],
  more: number,
  also: (i: number) => readonly number[],
): HacFit | null {
  if (months.length < MIN_MONTHS) return null;
  const x = Float64Array.from(months.flatMap((m, i) => [1, marketExcess(m), ...also(i)]));
  return hacRegression(months.map(ownExcess), x, 2 + more, neweyWestLags(months.length));
}

const sumOfSquares = (values: Float64Array): number => values.reduce((sum, v) => sum + v * v, 0);

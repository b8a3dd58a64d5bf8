import { qrLeastSquares } from '../linear-algebra/householder.ts';
import { addToPairs, pairSums } from './newey-west-matrix.ts';

/** A regression with heteroskedasticity- and autocorrelation-consistent (HAC) standard errors. Rows are in time order. */
export interface HacFit {
  readonly coefficients: Float64Array;
  /** Of the coefficients, k × k row-major. */
  readonly covariance: Float64Array;
  readonly residuals: Float64Array;
}

/** Lag length suggested by Newey and West (1994) for n observations: ⌊4·(n/100)^(2/9)⌋. */
export const neweyWestLags = (n: number): number => Math.floor(4 * (n / 100) ** (2 / 9));

/**
 * Ordinary least squares with the covariance of Newey and West (1987), Bartlett weights 1 − l/(L + 1), times
 * n/(n − k) as Stata's `newey` has it (R's `sandwich` has that as `adjust`). Null if there are no more rows than
 * columns, or if columns are collinear.
 *
 * @param x rows × k, row-major; a constant must be one of the columns.
 */
export function hacRegression(y: ArrayLike<number>, x: Float64Array, k: number, lags: number): HacFit | null {
  const n = y.length;
  if (n <= k) return null;
  const table = new Float64Array(n * (k + 1));
  const squares = new Float64Array(k);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < k; j++) {
      table[i * (k + 1) + j] = x[i * k + j]!;
      squares[j]! += x[i * k + j]! ** 2;
    }
    table[i * (k + 1) + k] = y[i]!;
  }
  const { coefficients, inverse, leftOut } = qrLeastSquares(table, n, k, squares);
  if (leftOut.length > 0) return null;

  const sums = pairSums(k, Infinity, lags);
  const score = new Float64Array(k);
  const residuals = Float64Array.from({ length: n }, (_, i) => {
    let rest = y[i]!;
    for (let j = 0; j < k; j++) rest -= coefficients[j]! * x[i * k + j]!;
    for (let j = 0; j < k; j++) score[j] = rest * x[i * k + j]!;
    addToPairs(sums, score);
    return rest;
  });
  return { coefficients, covariance: sandwich(inverse, sums.sums, k, n / (n - k)), residuals };
}

/** times × B·S·B, where S is an upper triangle. */
function sandwich(bread: Float64Array, upper: Float64Array, k: number, times: number): Float64Array {
  const out = new Float64Array(k * k);
  for (let i = 0; i < k; i++)
    for (let j = 0; j < k; j++)
      for (let a = 0; a < k; a++)
        for (let b = 0; b < k; b++)
          out[i * k + j]! +=
            times * bread[i * k + a]! * upper[Math.min(a, b) * k + Math.max(a, b)]! * bread[b * k + j]!;
  return out;
}

/** A linear combination of coefficients with its standard error. */
export function combination(
  { coefficients, covariance }: HacFit,
  weights: ArrayLike<number>,
): { readonly value: number; readonly error: number } {
  const k = coefficients.length;
  let value = 0;
  let variance = 0;
  for (let i = 0; i < k; i++) {
    value += weights[i]! * coefficients[i]!;
    for (let j = 0; j < k; j++) variance += weights[i]! * weights[j]! * covariance[i * k + j]!;
  }
  // Rounding can make a zero variance slightly negative.
  return { value, error: Math.sqrt(Math.max(0, variance)) };
}

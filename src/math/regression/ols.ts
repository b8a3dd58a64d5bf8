/** A straight line through equally spaced observations, by ordinary least squares. */
export interface Line {
  /** Per step of the index. */
  readonly slope: number;
  /** The fitted value at index 0. */
  readonly intercept: number;
  /** Slope over its standard error, n − 2 degrees of freedom; ±Infinity on a perfect line, 0 on a flat one. */
  readonly t: number;
}

/** Fits `y[i] = intercept + slope·i + e` for i = 0 … n−1, n ≥ 3.
 *
 * @throws RangeError for fewer than 3 observations.
 */
export function fitLine(y: ArrayLike<number>): Line {
  const n = y.length;
  if (n < 3)
    throw new RangeError(`a regression line with a t-statistic needs at least 3 observations, got ${n}`);
  const meanX = (n - 1) / 2;
  let meanY = 0;
  for (let i = 0; i < n; i++) meanY += y[i]!;
  meanY /= n;
  let sxx = 0;
  let sxy = 0;
  for (let i = 0; i < n; i++) {
    sxx += (i - meanX) ** 2;
    sxy += (i - meanX) * (y[i]! - meanY);
  }
  const slope = sxy / sxx;
  let residual = 0;
  for (let i = 0; i < n; i++) residual += (y[i]! - meanY - slope * (i - meanX)) ** 2;
  const error = Math.sqrt(residual / (n - 2) / sxx);
  return { slope, intercept: meanY - slope * meanX, t: slope === 0 ? 0 : slope / error };
}

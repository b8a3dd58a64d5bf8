/** A line of one variable on another, by ordinary least squares. */
export interface SimpleRegression {
  readonly intercept: number;
  readonly slope: number;
  /** Intercept over its standard error, n − 2 degrees of freedom; NaN where there are no residuals. */
  readonly interceptT: number;
  /** The square of the correlation. */
  readonly rSquared: number;
}

/**
 * Regresses y on x.
 *
 * @param y as long as `x`, at least 3 values.
 * @returns null if x does not vary, or there are fewer than 3 values.
 */
export function regress(y: ArrayLike<number>, x: ArrayLike<number>): SimpleRegression | null {
  const n = y.length;
  let [meanX, meanY] = [0, 0];
  for (let i = 0; i < n; i++) {
    meanX += x[i]! / n;
    meanY += y[i]! / n;
  }
  let [sxx, sxy, syy] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    sxx += (x[i]! - meanX) ** 2;
    sxy += (x[i]! - meanX) * (y[i]! - meanY);
    syy += (y[i]! - meanY) ** 2;
  }
  if (n < 3 || !(sxx > 0)) return null;
  const slope = sxy / sxx;
  const intercept = meanY - slope * meanX;
  let residual = 0;
  for (let i = 0; i < n; i++) residual += (y[i]! - intercept - slope * x[i]!) ** 2;
  // A fit that leaves only the rounding of the arithmetic has no residuals.
  const isExact = residual <= syy * n * Number.EPSILON ** 2 * 1e4;
  const error = Math.sqrt((residual / (n - 2)) * (1 / n + meanX ** 2 / sxx));
  return {
    intercept: isExact && Math.abs(intercept) < 1e-15 ? 0 : intercept,
    slope,
    interceptT: isExact ? NaN : intercept / error,
    rSquared: syy > 0 ? (sxy * sxy) / (sxx * syy) : NaN,
  };
}

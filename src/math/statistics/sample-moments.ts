/** Arithmetic mean; NaN of no values. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

/** Standard deviation of a sample, n − 1 degrees of freedom; NaN of fewer than two values. */
export function sampleDeviation(values: ArrayLike<number>): number {
  const centre = mean(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i]! - centre) ** 2;
  return values.length < 2 ? NaN : Math.sqrt(sum / (values.length - 1));
}

/**
 * Downside deviation: the root of the mean square of what falls below a threshold, over all values, also those above it.
 * Source: Sortino and van der Meer (1991), as in Bacon, Practical Portfolio Performance Measurement and Attribution.
 */
export function downsideDeviation(values: ArrayLike<number>, threshold = 0): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += Math.min(values[i]! - threshold, 0) ** 2;
  return Math.sqrt(sum / values.length);
}

import { quantilesOf } from './order-statistics.ts';

/*
 * Estimates from simulated paths that come in pairs (2k, 2k + 1). Pairs are independent of each other, the two paths of a pair
 * are not (antithetic variates), so that standard errors are those of pair means.
 */

/** An estimate and its Monte Carlo standard error. */
export interface Estimate {
  readonly value: number;
  readonly error: number;
}

/** The mean over pairs, from the sum and the sum of squares of their means. */
export function meanOfPairs(pairs: number, sum: number, squares: number): Estimate {
  const mean = sum / pairs;
  const variance = Math.max(0, squares / pairs - mean * mean);
  return { value: mean, error: pairs > 1 ? Math.sqrt(variance / (pairs - 1)) : NaN };
}

/** The mean of a function of the values. */
export function meanOf(values: Float64Array | Float32Array, of: (x: number) => number): Estimate {
  const pairs = values.length / 2;
  // Deviations from the first pair's mean, so that squares do not lose digits.
  const base = (of(values[0]!) + of(values[1]!)) / 2;
  let [sum, squares] = [0, 0];
  for (let k = 0; k < pairs; k++) {
    const mean = (of(values[2 * k]!) + of(values[2 * k + 1]!)) / 2 - base;
    sum += mean;
    squares += mean * mean;
  }
  const { value, error } = meanOfPairs(pairs, sum, squares);
  return { value: base + value, error };
}

/**
 * Quantiles (type 7), each with the standard error of Woodruff (1952): half the distance between the quantiles one standard
 * error of the distribution function above and below, which needs no density. That error counts as at least one path: mirrored
 * pairs may place the median without any.
 */
export function quantilesOfPairs(
  values: Float64Array | Float32Array,
  probabilities: readonly number[],
): Estimate[] {
  const found = quantilesOf(values, probabilities);
  const bounds = found.flatMap((q, k) => {
    const error = Math.max(1 / values.length, meanOf(values, (x) => (x <= q ? 1 : 0)).error);
    const p = probabilities[k]!;
    return [Math.max(0, p - error), Math.min(1, p + error)];
  });
  const ends = quantilesOf(values, bounds);
  return found.map((value, k) => ({ value, error: (ends[2 * k + 1]! - ends[2 * k]!) / 2 }));
}

/** The mean of the worst values, a fraction p of all, given their quantile q: q + E[min(x − q, 0)]/p (Rockafellar and Uryasev 2000). */
export function meanOfWorst(values: Float64Array | Float32Array, p: number, q: number): Estimate {
  const { value, error } = meanOf(values, (x) => (x < q ? x - q : 0));
  return { value: q + value / p, error: error / p };
}

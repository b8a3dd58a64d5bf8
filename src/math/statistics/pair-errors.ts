import { quantileFunction } from './order-statistics.ts';

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

type Values = Float64Array | Float32Array;

/** A function of values, for `out.length` of them from `at` on: a loop, since a call for each value would put each result on the heap. */
export type Figure = (values: Values, at: number, out: Float64Array) => void;

/** The value itself. */
export const itself: Figure = (values, at, out) => {
  for (let i = 0; i < out.length; i++) out[i] = values[at + i]!;
};
/** Its squared distance from c. */
export const squareAbout =
  (c: number): Figure =>
  (values, at, out) => {
    for (let i = 0; i < out.length; i++) out[i] = (values[at + i]! - c) ** 2;
  };
/** min(x − q, 0). */
const shortfall =
  (q: number): Figure =>
  (values, at, out) => {
    for (let i = 0; i < out.length; i++) {
      const x = values[at + i]!;
      out[i] = x < q ? x - q : 0;
    }
  };

/** Values whose figures are found at a time: an even number that the fastest cache holds. */
const BLOCK = 1024;

/** The mean of a function of the values. */
export function meanOf(values: Values, figure: Figure): Estimate {
  const block = new Float64Array(BLOCK);
  let [base, sum, squares] = [0, 0, 0];
  for (let at = 0; at < values.length; at += BLOCK) {
    const out = block.subarray(0, Math.min(BLOCK, values.length - at));
    figure(values, at, out);
    // Deviations from the first pair's mean, so that squares do not lose digits.
    if (at === 0) base = (out[0]! + out[1]!) / 2;
    for (let i = 0; i < out.length; i += 2) {
      const mean = (out[i]! + out[i + 1]!) / 2 - base;
      sum += mean;
      squares += mean * mean;
    }
  }
  const { value, error } = meanOfPairs(values.length / 2, sum, squares);
  return { value: base + value, error };
}

/** The chance of a value below a limit. */
export function chanceBelow(values: Values, limit: number): Estimate {
  // Pairs of which one path lies there, and pairs of which both do.
  let one = 0;
  let both = 0;
  for (let i = 0; i < values.length; i += 2) {
    const first = values[i]! < limit ? 1 : 0;
    const second = values[i + 1]! < limit ? 1 : 0;
    one += first ^ second;
    both += first & second;
  }
  return meanOfPairs(values.length / 2, both + one / 2, both + one / 4);
}

/** The chance of a value above a limit. */
export function chanceAbove(values: Values, limit: number): Estimate {
  let one = 0;
  let both = 0;
  for (let i = 0; i < values.length; i += 2) {
    const first = values[i]! > limit ? 1 : 0;
    const second = values[i + 1]! > limit ? 1 : 0;
    one += first ^ second;
    both += first & second;
  }
  return meanOfPairs(values.length / 2, both + one / 2, both + one / 4);
}

/** The chance of the opposite. */
export const complement = ({ value, error }: Estimate): Estimate => ({ value: 1 - value, error });

/**
 * Quantiles (type 7), each with the standard error of Woodruff (1952): half the distance between the quantiles one standard
 * error of the distribution function above and below, which needs no density. That error counts as at least one path: mirrored
 * pairs may place the median without any.
 */
export function quantilesOfPairs(values: Values, probabilities: readonly number[]): Estimate[] {
  const quantiles = quantileFunction(values);
  const found = quantiles(probabilities);
  const bounds = probabilities.flatMap((p, k) => {
    const least = Math.max(1 / values.length, chanceAbove(values, found[k]!).error);
    return [Math.max(0, p - least), Math.min(1, p + least)];
  });
  const ends = quantiles(bounds);
  return found.map((value, k) => ({ value, error: (ends[2 * k + 1]! - ends[2 * k]!) / 2 }));
}

/** The mean of the worst values, a fraction p of all, given their quantile q: q + E[min(x − q, 0)]/p (Rockafellar and Uryasev 2000). */
export function meanOfWorst(values: Values, p: number, q: number): Estimate {
  const { value, error } = meanOf(values, shortfall(q));
  return { value: q + value / p, error: error / p };
}

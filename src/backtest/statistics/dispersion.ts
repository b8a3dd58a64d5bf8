import { sampleKurtosis, sampleSkewness } from 'simple-statistics';
import { nthSmallest } from '../../math/statistics/nth-smallest.ts';
import { meanOf } from './growth.ts';

/** Standard deviation with n − 1; null for fewer than two values. */
export function standardDeviation(x: ArrayLike<number>): number | null {
  if (x.length < 2) return null;
  const mean = meanOf(x);
  let squares = 0;
  for (let i = 0; i < x.length; i++) squares += (x[i]! - mean) ** 2;
  return Math.sqrt(squares / (x.length - 1));
}

/** Standard deviation (n − 1) × √periods a year. */
export const volatility = (returns: ArrayLike<number>, perYear: number): number | null => {
  const deviation = standardDeviation(returns);
  return deviation === null ? null : deviation * Math.sqrt(perYear);
};

/** The mean over all n of max(sign·(r − level), 0)^power. */
function partialMoment(returns: ArrayLike<number>, level: number, sign: 1 | -1, power: 1 | 2): number {
  let sum = 0;
  for (let i = 0; i < returns.length; i++) {
    const beyond = sign * (returns[i]! - level);
    if (beyond > 0) sum += beyond ** power;
  }
  return sum / returns.length;
}

/** Root of the mean squared shortfall below a minimum acceptable return, over all n (Sortino; Bacon), per period. */
export const downsideDeviation = (returns: ArrayLike<number>, minimum = 0): number =>
  Math.sqrt(partialMoment(returns, minimum, -1, 2));

/** Root of the mean squared excess above a minimum acceptable return, over all n, per period. */
export const upsideRisk = (returns: ArrayLike<number>, minimum = 0): number =>
  Math.sqrt(partialMoment(returns, minimum, 1, 2));

/** Mean shortfall below a minimum acceptable return, over all n. */
export const downsidePotential = (returns: ArrayLike<number>, minimum = 0): number =>
  partialMoment(returns, minimum, -1, 1);

/** Mean excess above a minimum acceptable return, over all n. */
export const upsidePotential = (returns: ArrayLike<number>, minimum = 0): number =>
  partialMoment(returns, minimum, 1, 1);

/** Mean absolute deviation about the mean, over n. */
export function meanAbsoluteDeviation(x: ArrayLike<number>): number {
  const mean = meanOf(x);
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += Math.abs(x[i]! - mean);
  return sum / x.length;
}

/** Sample skewness (adjusted Fisher–Pearson); null for fewer than three values or without variation. */
export const skewness = (x: ArrayLike<number>): number | null => finite(x, 3, sampleSkewness);

/** Sample excess kurtosis, 0 for a normal distribution; null for fewer than four values or without variation. */
export const excessKurtosis = (x: ArrayLike<number>): number | null => finite(x, 4, sampleKurtosis);

function finite(x: ArrayLike<number>, least: number, of: (x: number[]) => number): number | null {
  const value = x.length < least ? NaN : of(Array.from(x));
  return Number.isFinite(value) ? value : null;
}

/** The loss tail of returns per period. */
export interface Tail {
  /** The type-7 quantile at 1 − confidence: a return, negative where it is a loss. */
  readonly valueAtRisk: number;
  /** The mean of the returns at or below it. */
  readonly expectedShortfall: number;
}

/** Historical value at risk and expected shortfall of a period; null below 20 returns, where 5 % is not one of them. */
export function tailOf(returns: ArrayLike<number>, confidence = 0.95): Tail | null {
  // As many returns as it takes for one to lie in the tail.
  if (returns.length * (1 - confidence) < 1 - 1e-9) return null;
  const values = Float64Array.from(returns);
  const n = values.length;
  const at = (n - 1) * (1 - confidence);
  // Only the tail is sorted: selection leaves the smallest in front.
  const upper = Math.ceil(at);
  nthSmallest(values, n, upper);
  const tail = values.subarray(0, upper + 1).sort();
  const lower = Math.floor(at);
  const valueAtRisk = tail[lower]! + (at - lower) * (tail[upper]! - tail[lower]!);
  let [sum, count] = [0, 0];
  for (let i = 0; i < n; i++)
    if (values[i]! <= valueAtRisk) {
      sum += values[i]!;
      count++;
    }
  return { valueAtRisk, expectedShortfall: count > 0 ? sum / count : tail[0]! };
}

import { median, medianAbsoluteDeviation } from 'simple-statistics';

/** Scales the median absolute deviation to the standard deviation of a normal distribution. */
const MAD_TO_SIGMA = 1.4826;

/**
 * The robust z-score of `now`: its distance from the median of the history, itself included, in units of 1.4826 · MAD. NaN
 * in the history is ignored. Null for fewer than `minObservations` values, or where more than half of them are equal.
 */
export function robustZ(past: Float64Array, now: number, minObservations: number): number | null {
  const history = [...past.filter(Number.isFinite), now];
  if (history.length < minObservations) return null;
  const spread = MAD_TO_SIGMA * medianAbsoluteDeviation(history);
  return spread > 0 ? (now - median(history)) / spread : null;
}

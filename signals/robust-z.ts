import { median, medianAbsoluteDeviation } from 'simple-statistics';

/** Makes the median absolute deviation an estimate of a normal standard deviation. */
const MAD_TO_SIGMA = 1.4826;

/**
 * How far `now` is from the median of its own history, itself included, in 1.4826 · MAD. Missing values (NaN) of the
 * history count for nothing. Null where there are too few, or more than half are the same.
 */
export function robustZ(before: Float64Array, now: number, least: number): number | null {
  const history = [...before.filter(Number.isFinite), now];
  if (history.length < least) return null;
  const spread = MAD_TO_SIGMA * medianAbsoluteDeviation(history);
  return spread > 0 ? (now - median(history)) / spread : null;
}

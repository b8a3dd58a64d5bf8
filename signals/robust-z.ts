import { countUpTo } from '../src/math/count-up-to.ts';

/** Scales the median absolute deviation to the standard deviation of a normal distribution. */
const MAD_TO_SIGMA = 1.4826;

/**
 * The robust z-score of `now`: its distance from the median of the history, itself included, in units of 1.4826 · MAD.
 * Null for fewer than `minObservations` values, or where more than half of them are equal.
 *
 * @param past the earlier values, ascending, as `expandingOrder` gives them.
 */
export function robustZ(past: Float64Array, now: number, minObservations: number): number | null {
  const n = past.length + 1;
  if (n < minObservations) return null;
  const place = countUpTo(past, now);
  const nth = (i: number): number => (i < place ? past[i]! : i === place ? now : past[i - 1]!);
  const [lower, upper] = [(n - 1) >> 1, n >> 1];
  const median = halfway(nth(lower), nth(upper));
  const spread = MAD_TO_SIGMA * medianDeviation(nth, n, median);
  return spread > 0 ? (now - median) / spread : null;
}

/** Interpolated as numpy and simple-statistics do, so that medians are theirs to the last bit. */
const halfway = (a: number, b: number): number => a + 0.5 * (b - a);

/**
 * The median of the distances from the median of n ascending values. Distances grow outwards from the middle on both sides, so
 * that each place is found by bisection on how many of the smaller ones lie below.
 */
function medianDeviation(nth: (i: number) => number, n: number, median: number): number {
  const middle = (n + 1) >> 1;
  const below = (i: number): number => Math.abs(nth(middle - 1 - i) - median);
  const above = (i: number): number => Math.abs(nth(middle + i) - median);
  const deviation = (place: number): number => {
    let low = Math.max(0, place + 1 - (n - middle));
    let high = Math.min(place + 1, middle);
    while (low < high) {
      const taken = (low + high) >> 1;
      if (above(place - taken) > below(taken)) low = taken + 1;
      else high = taken;
    }
    return Math.max(low > 0 ? below(low - 1) : 0, low <= place ? above(place - low) : 0);
  };
  const half = (n - 1) >> 1;
  return n % 2 === 1 ? deviation(half) : halfway(deviation(half), deviation(half + 1));
}

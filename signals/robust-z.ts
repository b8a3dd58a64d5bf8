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

/** The median of the distances from the median of n ascending values, counted outwards from the middle on both sides. */
function medianDeviation(nth: (i: number) => number, n: number, median: number): number {
  let below = (n - 1) >> 1;
  let above = below + 1;
  const next = (): number => {
    const [down, up] = [
      below < 0 ? Infinity : Math.abs(nth(below) - median),
      above >= n ? Infinity : Math.abs(nth(above) - median),
    ];
    if (down <= up) below--;
    else above++;
    return Math.min(down, up);
  };
  const half = (n - 1) >> 1;
  for (let i = 0; i < half; i++) next();
  const middle = next();
  return n % 2 === 1 ? middle : halfway(middle, next());
}

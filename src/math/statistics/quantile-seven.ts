/**
 * A quantile by linear interpolation between order statistics: type 7 of Hyndman and Fan (1996), the default of R, numpy
 * and pandas.
 *
 * @param sorted ascending, at least one value. @param p from 0 to 1.
 */
export function quantileSeven(sorted: ArrayLike<number>, p: number): number {
  const n = sorted.length;
  if (n === 0 || !(p >= 0 && p <= 1)) throw new RangeError(`no quantile ${p} of ${n} values`);
  const at = (n - 1) * p;
  const below = Math.floor(at);
  const [low, high] = [sorted[below]!, sorted[Math.min(below + 1, n - 1)]!];
  return low + (at - below) * (high - low);
}

/**
 * The value of each day of a grid: the last one on or before it. NaN before the first value, and where the last one is
 * older than `maxAge` days.
 *
 * @param days ascending, as many as `values`.
 * @param grid ascending.
 */
export function carriedLevels(
  days: ArrayLike<number>,
  values: ArrayLike<number>,
  grid: ArrayLike<number>,
  maxAge: number,
): Float64Array {
  const carried = new Float64Array(grid.length);
  let at = -1;
  for (let i = 0; i < grid.length; i++) {
    while (at + 1 < days.length && days[at + 1]! <= grid[i]!) at++;
    carried[i] = at >= 0 && grid[i]! - days[at]! <= maxAge ? values[at]! : NaN;
  }
  return carried;
}

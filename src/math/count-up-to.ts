/**
 * How many values come before the first one above a limit, by bisection.
 *
 * @param values ascending; or such that all values up to the limit come before all above it.
 */
export function countUpTo(values: ArrayLike<number>, limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

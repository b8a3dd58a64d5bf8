/**
 * The k-th smallest (from 0) of the first `count` values, by Hoare's selection with the middle of three as pivot.
 * Reorders the values; none may be NaN.
 */
export function nthSmallest(values: Float64Array, count: number, k: number): number {
  if (!(k >= 0 && k < count)) throw new RangeError(`k is ${k}, but there are ${count} values`);
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const a = values[low]!;
    const b = values[(low + high) >> 1]!;
    const c = values[high]!;
    const pivot = a < b ? (b < c ? b : a < c ? c : a) : a < c ? a : b < c ? c : b;
    let i = low;
    let j = high;
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i <= j) {
        const swap = values[i]!;
        values[i++] = values[j]!;
        values[j--] = swap;
      }
    }
    if (k <= j) high = j;
    else if (k >= i) low = i;
    else break;
  }
  return values[k]!;
}

/** The median of the first `count` values, the mean of the middle two where they are even. Reorders them. */
export function medianOf(values: Float64Array, count: number): number {
  const half = count >> 1;
  const upper = nthSmallest(values, count, half);
  if (count % 2 === 1) return upper;
  // Selection left the smaller half before `half`.
  let lower = values[0]!;
  for (let i = 1; i < half; i++) if (values[i]! > lower) lower = values[i]!;
  return (lower + upper) / 2;
}

/** Length of the lower triangle of a symmetric n × n matrix, packed by rows. */
export const packedLength = (n: number): number => (n * (n + 1)) / 2;

/** The lower triangle of a symmetric matrix (n × n, row-major), packed by rows. */
export function packed(a: Float64Array, n: number): Float64Array {
  const lower = new Float64Array(packedLength(n));
  for (let i = 0, at = 0; i < n; i++) for (let j = 0; j <= i; j++, at++) lower[at] = a[i * n + j]!;
  return lower;
}

/** The symmetric matrix, n × n and row-major, of a packed lower triangle. */
export function unpacked(lower: Float64Array, n: number): Float64Array {
  const a = new Float64Array(n * n);
  for (let i = 0, at = 0; i < n; i++)
    for (let j = 0; j <= i; j++, at++) {
      a[i * n + j] = lower[at]!;
      a[j * n + i] = lower[at]!;
    }
  return a;
}

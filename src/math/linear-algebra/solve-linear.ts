/** A pivot below this fraction of its row's largest entry counts as zero. */
const LEAST_PIVOT = 1e-12;

/**
 * The x with A·x = b by Gaussian elimination with partial pivoting; for the small systems of Markov chains.
 *
 * @param a n × n, row-major; not changed.
 * @returns null if A is singular to working precision.
 */
export function solveLinear(a: Float64Array, b: Float64Array): Float64Array | null {
  const n = b.length;
  const rows = Array.from({ length: n }, (_, i) => Float64Array.of(...a.subarray(i * n, (i + 1) * n), b[i]!));
  const size = a.reduce((largest, x) => Math.max(largest, Math.abs(x)), 0);
  for (let k = 0; k < n; k++) {
    let best = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(rows[i]![k]!) > Math.abs(rows[best]![k]!)) best = i;
    [rows[k], rows[best]] = [rows[best]!, rows[k]!];
    const pivot = rows[k]!;
    // Written so that NaN fails too.
    if (!(Math.abs(pivot[k]!) > LEAST_PIVOT * size)) return null;
    for (let i = k + 1; i < n; i++) {
      const row = rows[i]!;
      const factor = row[k]! / pivot[k]!;
      for (let j = k; j <= n; j++) row[j]! -= factor * pivot[j]!;
    }
  }
  const x = new Float64Array(n);
  for (let i = n - 1; i >= 0; i--) {
    let sum = rows[i]![n]!;
    for (let j = i + 1; j < n; j++) sum -= rows[i]![j]! * x[j]!;
    x[i] = sum / rows[i]![i]!;
  }
  return x;
}

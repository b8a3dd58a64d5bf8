/** Solves Ax = b by Gaussian elimination with partial pivoting; A is row-major, n × n. An independent reference. */
export function solveDense(matrix: Float64Array, rightSide: Float64Array): Float64Array {
  const n = rightSide.length;
  const a = matrix.slice();
  const b = rightSide.slice();
  for (let c = 0; c < n; c++) {
    let pivot = c;
    for (let r = c + 1; r < n; r++) if (Math.abs(a[r * n + c]!) > Math.abs(a[pivot * n + c]!)) pivot = r;
    for (let k = 0; k < n; k++) [a[c * n + k], a[pivot * n + k]] = [a[pivot * n + k]!, a[c * n + k]!];
    [b[c], b[pivot]] = [b[pivot]!, b[c]!];
    for (let r = c + 1; r < n; r++) {
      const ratio = a[r * n + c]! / a[c * n + c]!;
      for (let k = c; k < n; k++) a[r * n + k]! -= ratio * a[c * n + k]!;
      b[r]! -= ratio * b[c]!;
    }
  }
  for (let r = n - 1; r >= 0; r--) {
    for (let k = r + 1; k < n; k++) b[r]! -= a[r * n + k]! * b[k]!;
    b[r]! /= a[r * n + r]!;
  }
  return b;
}

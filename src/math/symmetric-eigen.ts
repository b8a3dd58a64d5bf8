/** A = V·diag(values)·V′ of a symmetric matrix. */
export interface Eigen {
  /** Ascending. */
  readonly values: Float64Array;
  /** n × n, row-major; column k belongs to value k. Each has length 1, and its largest component (the first of equals) is positive. */
  readonly vectors: Float64Array;
}

const MOST_SWEEPS = 60;

/**
 * By cyclic Jacobi rotations (Golub and Van Loan, §8.5): a few times slower than tridiagonal QL at 39 rows, but a
 * third of its length, and accurate for small values too, which is where a covariance matrix is decided.
 *
 * @param a n × n, symmetric; it is not changed.
 * @throws RangeError when an entry is not finite.
 */
export function symmetricEigen(a: Float64Array, n: number): Eigen {
  if (!a.every(Number.isFinite))
    throw new RangeError('eigenvalues of a matrix with an entry that is not finite');
  const m = a.slice();
  const v = new Float64Array(n * n);
  for (let i = 0; i < n; i++) v[i * n + i] = 1;
  const nothing = 1e-20 * a.reduce((largest, x) => Math.max(largest, Math.abs(x)), 0);
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let rotated = false;
    for (let p = 0; p < n - 1; p++)
      for (let q = p + 1; q < n; q++) if (rotate(m, v, n, p, q, nothing)) rotated = true;
    if (!rotated) break;
  }
  const order = Array.from({ length: n }, (_, k) => k).sort((i, j) => m[i * n + i]! - m[j * n + j]!);
  const vectors = new Float64Array(n * n);
  for (const [k, from] of order.entries()) {
    let largest = 0;
    for (let i = 0; i < n; i++)
      if (Math.abs(v[i * n + from]!) > Math.abs(largest)) largest = v[i * n + from]!;
    for (let i = 0; i < n; i++) vectors[i * n + k] = (largest < 0 ? -1 : 1) * v[i * n + from]!;
  }
  return { values: Float64Array.from(order, (k) => m[k * n + k]!), vectors };
}

/** Makes entry (p, q) zero by a rotation; false where it is nothing beside the diagonal already. */
function rotate(m: Float64Array, v: Float64Array, n: number, p: number, q: number, nothing: number): boolean {
  const off = m[p * n + q]!;
  const app = m[p * n + p]!;
  const aqq = m[q * n + q]!;
  if (Math.abs(off) <= Math.max(nothing, 0.01 * Number.EPSILON * Math.sqrt(Math.abs(app * aqq))))
    return false;
  const theta = (aqq - app) / (2 * off);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const c = 1 / Math.hypot(t, 1);
  const s = t * c;
  for (let k = 0; k < n; k++) {
    const kp = m[k * n + p]!;
    const kq = m[k * n + q]!;
    m[k * n + p] = c * kp - s * kq;
    m[k * n + q] = s * kp + c * kq;
  }
  for (let k = 0; k < n; k++) {
    const pk = m[p * n + k]!;
    const qk = m[q * n + k]!;
    m[p * n + k] = c * pk - s * qk;
    m[q * n + k] = s * pk + c * qk;
  }
  m[p * n + q] = 0;
  m[q * n + p] = 0;
  for (let k = 0; k < n; k++) {
    const kp = v[k * n + p]!;
    const kq = v[k * n + q]!;
    v[k * n + p] = c * kp - s * kq;
    v[k * n + q] = s * kp + c * kq;
  }
  return true;
}

/** V·diag(values)·V′. */
export function fromEigen({ vectors }: Eigen, values: Float64Array): Float64Array {
  const n = values.length;
  const a = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += vectors[i * n + k]! * values[k]! * vectors[j * n + k]!;
      a[i * n + j] = sum;
      a[j * n + i] = sum;
    }
  }
  return a;
}

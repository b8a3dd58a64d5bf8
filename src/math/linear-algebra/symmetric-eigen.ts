import { tridiagonal, type Tridiagonal } from './tridiagonal.ts';

/** A = V·diag(values)·V′ of a symmetric matrix. */
export interface Eigen {
  /** Ascending. */
  readonly values: Float64Array;
  /** n × n, row-major; column k is the eigenvector of value k. Each has length 1, and its largest component (the first of equals) is positive. */
  readonly vectors: Float64Array;
}

/** Two are usual; more than this means no convergence. */
const MOST_STEPS = 60;

/**
 * By Householder reflections to tridiagonal form, then QL steps with implicit shifts (Golub and Van Loan, §8.3; Martin
 * and Wilkinson 1968). Values are accurate to rounding errors relative to the largest.
 *
 * @param a n × n, symmetric; it is not changed.
 * @throws RangeError if an entry is not finite.
 */
export function symmetricEigen(a: Float64Array, n: number): Eigen {
  const size = largestEntry(a) || 1;
  const scaled = new Float64Array(a.length);
  for (let at = 0; at < a.length; at++) scaled[at] = a[at]! / size;
  const form = tridiagonal(scaled, n);
  const { diagonal, basis } = form;
  for (let at = 0; at < n; at++) {
    let steps = 0;
    for (let to = blockEnd(form, at); to > at; to = blockEnd(form, at)) {
      if (++steps > MOST_STEPS) throw new RangeError('the eigenvalues do not converge');
      stepQl(form, at, to);
    }
  }
  const order = Array.from(diagonal.keys()).sort((i, j) => diagonal[i]! - diagonal[j]!);
  const vectors = new Float64Array(n * n);
  for (const [k, from] of order.entries()) {
    const first = from * n;
    let largest = 0;
    for (let at = first; at < first + n; at++)
      if (Math.abs(basis[at]!) > Math.abs(largest)) largest = basis[at]!;
    const sign = largest < 0 ? -1 : 1;
    for (let i = 0; i < n; i++) vectors[i * n + k] = sign * basis[first + i]!;
  }
  return { values: Float64Array.from(order, (k) => size * diagonal[k]!), vectors };
}

/** The largest absolute value. @throws RangeError if an entry is not finite. */
function largestEntry(a: Float64Array): number {
  let largest = 0;
  for (let at = 0; at < a.length; at++) {
    const size = Math.abs(a[at]!);
    if (!(size < Infinity)) throw new RangeError('the matrix has an entry that is not finite');
    if (size > largest) largest = size;
  }
  return largest;
}

/** The last row of the block that begins at `at`: up to a negligible subdiagonal entry. */
function blockEnd({ n, diagonal, beside }: Tridiagonal, at: number): number {
  let to = at;
  while (
    to < n - 1 &&
    Math.abs(beside[to]!) > Number.EPSILON * (Math.abs(diagonal[to]!) + Math.abs(diagonal[to + 1]!))
  )
    to++;
  return to;
}

/** One QL step on the rows `at` … `to`, in place: one rotation per row from the bottom up, also applied to the basis. */
function stepQl({ n, diagonal: d, beside: e, basis }: Tridiagonal, at: number, to: number): void {
  // Wilkinson's shift: the eigenvalue of the first two rows that is nearer to the first.
  const half = (d[at + 1]! - d[at]!) / (2 * e[at]!);
  const shift = d[at]! - e[at]! / (half + (half < 0 ? -1 : 1) * Math.sqrt(half * half + 1));
  let g = d[to]! - shift;
  let c = 1;
  let s = 1;
  let p = 0;
  for (let i = to - 1; i >= at; i--) {
    const f = s * e[i]!;
    const b = c * e[i]!;
    const r = Math.sqrt(f * f + g * g);
    e[i + 1] = r;
    // The block splits here.
    if (r === 0) {
      d[i + 1]! -= p;
      e[to] = 0;
      return;
    }
    s = f / r;
    c = g / r;
    g = d[i + 1]! - p;
    const t = (d[i]! - g) * s + 2 * c * b;
    p = s * t;
    d[i + 1] = g + p;
    g = c * t - b;
    rotateRows(basis, n, i, c, s);
  }
  d[at]! -= p;
  e[at] = g;
  e[to] = 0;
}

/** Rows i and i + 1, turned by the rotation of cosine c and sine s. */
function rotateRows(basis: Float64Array, n: number, i: number, c: number, s: number): void {
  for (let j = i * n; j < (i + 1) * n; j++) {
    const x = basis[j]!;
    const y = basis[j + n]!;
    basis[j] = c * x - s * y;
    basis[j + n] = s * x + c * y;
  }
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

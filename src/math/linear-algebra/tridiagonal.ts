/** A = Q·T·Q′ of a symmetric matrix, with T tridiagonal and Q orthogonal. */
export interface Tridiagonal {
  readonly n: number;
  /** n: the diagonal of T. */
  readonly diagonal: Float64Array;
  /** n, the last of them 0: entry k is off the diagonal between its entries k and k + 1. */
  readonly beside: Float64Array;
  /** n × n, row-major; row k is column k of Q, so that rotations of two columns access contiguous memory. */
  readonly basis: Float64Array;
}

/** Far below the rounding errors of entries of 1, and far above where squares underflow. */
const NOTHING = 1e-40;

/**
 * By Householder reflections (Golub and Van Loan, §8.3.1): each zeroes one column below the subdiagonal, from both
 * sides.
 *
 * @param a n × n, symmetric, its largest entry about 1; not changed.
 */
export function tridiagonal(a: Float64Array, n: number): Tridiagonal {
  const m = a.slice();
  const basis = new Float64Array(n * n);
  for (let i = 0; i < n; i++) basis[i * (n + 1)] = 1;
  const beside = new Float64Array(n);
  const v = new Float64Array(n);
  const p = new Float64Array(n);
  for (let k = 0; k < n - 1; k++) {
    for (let i = k + 1; i < n; i++) v[i] = m[i * n + k]!;
    const head = v[k + 1]!;
    let rest = 0;
    for (let i = k + 2; i < n; i++) rest += v[i]! * v[i]!;
    if (rest <= NOTHING ** 2) {
      beside[k] = Math.abs(head) <= NOTHING ? 0 : head;
      continue;
    }
    const length = Math.sqrt(rest + head * head);
    beside[k] = head > 0 ? -length : length;
    v[k + 1] = head - beside[k]!;
    // H = I − scale·vv′, for |v|² = 2·length·(length + |head|).
    const scale = 1 / (length * (length + Math.abs(head)));
    reflectBothSides(m, n, k + 1, v, p, scale);
    reflectRows(basis, n, k + 1, v, p, scale);
  }
  return { n, diagonal: Float64Array.from({ length: n }, (_, k) => m[k * (n + 1)]!), beside, basis };
}

/** H·M·H of the rows and columns from `from` on: M − vq′ − qv′ with p = scale·Mv, q = p − ½·scale·(p′v)·v. */
function reflectBothSides(
  m: Float64Array,
  n: number,
  from: number,
  v: Float64Array,
  p: Float64Array,
  scale: number,
): void {
  rowProducts(m, n, from, v, p);
  let dot = 0;
  for (let i = from; i < n; i++) {
    p[i] = scale * p[i]!;
    dot += p[i]! * v[i]!;
  }
  for (let i = from; i < n; i++) p[i]! -= 0.5 * scale * dot * v[i]!;
  for (let i = from; i < n; i++) {
    const row = i * n;
    const vi = v[i]!;
    const pi = p[i]!;
    for (let j = from; j < n; j++) m[row + j]! -= vi * p[j]! + pi * v[j]!;
  }
}

/** M·v of the rows and columns from `from` on, four rows at a time, whose sums do not wait for each other. */
function rowProducts(m: Float64Array, n: number, from: number, v: Float64Array, out: Float64Array): void {
  let i = from;
  for (; i + 3 < n; i += 4) {
    const a = i * n;
    const b = a + n;
    const c = b + n;
    const d = c + n;
    let sa = 0;
    let sb = 0;
    let sc = 0;
    let sd = 0;
    for (let j = from; j < n; j++) {
      const x = v[j]!;
      sa += m[a + j]! * x;
      sb += m[b + j]! * x;
      sc += m[c + j]! * x;
      sd += m[d + j]! * x;
    }
    out[i] = sa;
    out[i + 1] = sb;
    out[i + 2] = sc;
    out[i + 3] = sd;
  }
  for (; i < n; i++) {
    let sum = 0;
    for (let j = from; j < n; j++) sum += m[i * n + j]! * v[j]!;
    out[i] = sum;
  }
}

/** H·B: rows from `from` on of the basis lose scale·v·(v′B). */
function reflectRows(
  basis: Float64Array,
  n: number,
  from: number,
  v: Float64Array,
  dots: Float64Array,
  scale: number,
): void {
  dots.fill(0);
  let i = from;
  // Four rows at a time, so that the sums are read and written a quarter as often.
  for (; i + 3 < n; i += 4) {
    const a = i * n;
    const b = a + n;
    const c = b + n;
    const d = c + n;
    const va = v[i]!;
    const vb = v[i + 1]!;
    const vc = v[i + 2]!;
    const vd = v[i + 3]!;
    for (let j = 0; j < n; j++)
      dots[j] = dots[j]! + va * basis[a + j]! + vb * basis[b + j]! + vc * basis[c + j]! + vd * basis[d + j]!;
  }
  for (; i < n; i++) for (let j = 0; j < n; j++) dots[j]! += v[i]! * basis[i * n + j]!;
  for (i = from; i < n; i++) {
    const row = i * n;
    const times = scale * v[i]!;
    for (let j = 0; j < n; j++) basis[row + j]! -= times * dots[j]!;
  }
}

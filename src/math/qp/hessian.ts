/**
 * A symmetric positive semi-definite n × n matrix, dense or as a factor model V = D + U·U′ (U = X·L for exposures X and a
 * factor covariance F = L·L′). The second form never creates the n × n matrix.
 */
export type Hessian =
  | { readonly kind: 'dense'; readonly n: number; /** n × n, row-major. */ readonly matrix: Float64Array }
  | {
      readonly kind: 'factor';
      readonly n: number;
      readonly factors: number;
      /** D, n long, none below 0. */
      readonly specific: Float64Array;
      /** U, n × factors, row-major. */
      readonly loadings: Float64Array;
    };

/** V·x. */
export function hessianTimes(hessian: Hessian, x: Float64Array): Float64Array {
  const { n } = hessian;
  const out = new Float64Array(n);
  if (hessian.kind === 'dense') {
    // Most portfolios hold few of many assets; adding the zeros of the others would change no sum.
    const { matrix } = hessian;
    const held = new Int32Array(n);
    let count = 0;
    for (let j = 0; j < n; j++) if (x[j] !== 0) held[count++] = j;
    for (let i = 0, row = 0; i < n; i++, row += n) {
      let sum = 0;
      for (let k = 0; k < count; k++) sum += matrix[row + held[k]!]! * x[held[k]!]!;
      out[i] = sum;
    }
    return out;
  }
  const { factors, specific, loadings } = hessian;
  const inFactors = new Float64Array(factors);
  for (let i = 0, at = 0; i < n; i++) {
    const v = x[i]!;
    for (let k = 0; k < factors; k++, at++) inFactors[k]! += loadings[at]! * v;
  }
  for (let i = 0, at = 0; i < n; i++) {
    let sum = specific[i]! * x[i]!;
    for (let k = 0; k < factors; k++, at++) sum += loadings[at]! * inFactors[k]!;
    out[i] = sum;
  }
  return out;
}

/** Column i of V: the covariances with asset i. */
export function hessianColumn(hessian: Hessian, i: number): Float64Array {
  const { n } = hessian;
  if (hessian.kind === 'dense') return Float64Array.from({ length: n }, (_, j) => hessian.matrix[j * n + i]!);
  const unit = new Float64Array(n);
  unit[i] = 1;
  return hessianTimes(hessian, unit);
}

/** V + diag(added). */
export function withDiagonal(hessian: Hessian, added: Float64Array): Hessian {
  if (hessian.kind === 'factor')
    return { ...hessian, specific: hessian.specific.map((v, i) => v + added[i]!) };
  const matrix = hessian.matrix.slice();
  for (let i = 0; i < hessian.n; i++) matrix[i * (hessian.n + 1)]! += added[i]!;
  return { ...hessian, matrix };
}

/** V's diagonal: the variances. */
export function diagonalOf(hessian: Hessian): Float64Array {
  const { n } = hessian;
  if (hessian.kind === 'dense')
    return Float64Array.from({ length: n }, (_, i) => hessian.matrix[i * (n + 1)]!);
  const { factors, specific, loadings } = hessian;
  const diagonal = specific.slice();
  for (let i = 0, at = 0; i < n; i++)
    for (const end = at + factors; at < end; at++) diagonal[i]! += loadings[at]! ** 2;
  return diagonal;
}

/** The largest diagonal entry of V. */
export const largestCurvature = (hessian: Hessian): number =>
  diagonalOf(hessian).reduce((largest, v) => Math.max(largest, v), 0);

/** scale·V. */
export function scaledHessian(hessian: Hessian, scale: number): Hessian {
  if (hessian.kind === 'dense') return { ...hessian, matrix: times(hessian.matrix, scale) };
  const { specific, loadings } = hessian;
  return { ...hessian, specific: times(specific, scale), loadings: times(loadings, Math.sqrt(scale)) };
}

function times(values: Float64Array, scale: number): Float64Array {
  const scaled = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) scaled[i] = values[i]! * scale;
  return scaled;
}

/** The identity matrix times `scale`. */
export const scaledIdentity = (n: number, scale: number): Hessian => ({
  kind: 'factor',
  n,
  factors: 0,
  specific: new Float64Array(n).fill(scale),
  loadings: new Float64Array(0),
});

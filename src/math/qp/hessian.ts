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
    for (let i = 0, at = 0; i < n; i++) {
      let sum = 0;
      for (let j = 0; j < n; j++, at++) sum += hessian.matrix[at]! * x[j]!;
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

/** V's diagonal: the variances. */
export function diagonalOf(hessian: Hessian): Float64Array {
  const { n } = hessian;
  if (hessian.kind === 'dense')
    return Float64Array.from({ length: n }, (_, i) => hessian.matrix[i * (n + 1)]!);
  const { factors, specific, loadings } = hessian;
  return Float64Array.from({ length: n }, (_, i) => {
    let sum = specific[i]!;
    for (let at = i * factors; at < (i + 1) * factors; at++) sum += loadings[at]! ** 2;
    return sum;
  });
}

/** The largest diagonal entry of V. */
export const largestCurvature = (hessian: Hessian): number =>
  diagonalOf(hessian).reduce((largest, v) => Math.max(largest, v), 0);

/** scale·V. */
export const scaledHessian = (hessian: Hessian, scale: number): Hessian =>
  hessian.kind === 'dense'
    ? { ...hessian, matrix: hessian.matrix.map((v) => v * scale) }
    : {
        ...hessian,
        specific: hessian.specific.map((v) => v * scale),
        loadings: hessian.loadings.map((v) => v * Math.sqrt(scale)),
      };

/** The identity matrix times `scale`. */
export const scaledIdentity = (n: number, scale: number): Hessian => ({
  kind: 'factor',
  n,
  factors: 0,
  specific: new Float64Array(n).fill(scale),
  loadings: new Float64Array(0),
});

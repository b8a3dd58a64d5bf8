import type { SwitchingNormal } from './path-pair.ts';

/**
 * Returns of one path of d variables: mean of the month's label plus its factor times the draws.
 *
 * @param labels the label of each month.
 * @param draws d standard normal draws a month.
 * @param scales a factor for the draws of each month.
 * @param isMirrored minus instead of plus: the antithetic path.
 * @param out d returns a month.
 */
export function fillSwitchingReturns(
  { means, factors }: SwitchingNormal,
  d: number,
  labels: Uint8Array,
  draws: Float64Array,
  scales: Float64Array,
  isMirrored: boolean,
  out: Float64Array,
): void {
  for (let t = 0; t < labels.length; t++) {
    const label = labels[t]!;
    const scale = isMirrored ? -scales[t]! : scales[t]!;
    const at = t * d;
    let row = label * d * d;
    for (let i = 0; i < d; i++) {
      let sum = 0;
      for (let j = 0; j <= i; j++) sum += factors[row + j]! * draws[at + j]!;
      out[at + i] = means[label * d + i]! + scale * sum;
      row += d;
    }
  }
}

/**
 * The lower-triangular L with L·L′ = A for a symmetric positive semi-definite A of n rows, row-major: Cholesky with the
 * columns of zero pivots left at 0, so that linearly dependent variables get the same draws.
 *
 * @returns null if A is not positive semi-definite.
 */
export function semidefiniteFactor(a: Float64Array, n: number): Float64Array | null {
  const l = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    let pivot = a[j * n + j]!;
    const least = 1e-13 * pivot;
    for (let k = 0; k < j; k++) pivot -= l[j * n + k]! ** 2;
    // Written so that NaN fails too.
    if (!(pivot >= -1e-9 * a[j * n + j]!)) return null;
    if (pivot <= least) continue;
    const root = Math.sqrt(pivot);
    l[j * n + j] = root;
    for (let i = j + 1; i < n; i++) {
      let sum = a[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= l[i * n + k]! * l[j * n + k]!;
      l[i * n + j] = sum / root;
    }
  }
  return l;
}

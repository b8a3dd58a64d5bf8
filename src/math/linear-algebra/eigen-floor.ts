import { cholesky } from './cholesky.ts';
import { fromEigen, symmetricEigen } from './symmetric-eigen.ts';

/**
 * The correlation matrix itself where no eigenvalue is below the floor; else the one with those raised to it, put
 * back to a unit diagonal. A Cholesky of R − floor·I answers the question without the eigenvalues, which would take
 * many times as long and are hardly ever needed.
 */
export function floorEigenvalues(correlation: Float64Array, n: number, floor: number): Float64Array {
  const lowered = correlation.slice();
  for (let i = 0; i < n; i++) lowered[i * (n + 1)]! -= floor;
  if (cholesky(lowered, n) !== null) return correlation;
  const eigen = symmetricEigen(correlation, n);
  const raised = fromEigen(
    eigen,
    eigen.values.map((v) => Math.max(v, floor)),
  );
  const scale = Float64Array.from({ length: n }, (_, i) => 1 / Math.sqrt(raised[i * (n + 1)]!));
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) raised[i * n + j]! *= scale[i]! * scale[j]!;
    raised[i * (n + 1)] = 1;
  }
  return raised;
}

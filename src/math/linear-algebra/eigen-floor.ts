import { cholesky } from './cholesky.ts';
import { fromEigen, symmetricEigen } from './symmetric-eigen.ts';

/**
 * The correlation matrix itself if no eigenvalue is below the floor; else with those eigenvalues raised to the floor and
 * rescaled to a unit diagonal. A Cholesky factorisation of R − floor·I decides this without computing eigenvalues, which
 * are rarely needed and many times slower.
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

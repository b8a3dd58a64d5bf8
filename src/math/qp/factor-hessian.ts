import { cholesky } from '../linear-algebra/cholesky.ts';
import type { Hessian } from './hessian.ts';

/**
 * V = X·F·X′ + diag(specific) of a factor model, kept as U = X·L with F = L·L′.
 *
 * @param exposures X, n × k, row-major. @param covariance F, k × k. @param specific variances, n long.
 * @throws RangeError if F is not positive definite.
 */
export function factorHessian(
  exposures: Float64Array,
  covariance: Float64Array,
  specific: Float64Array,
): Hessian {
  const n = specific.length;
  const factors = Math.round(Math.sqrt(covariance.length));
  const l = cholesky(covariance, factors);
  if (l === null) throw new RangeError('the factor covariance matrix is not positive definite');
  const loadings = new Float64Array(n * factors);
  for (let i = 0; i < n; i++)
    for (let k = 0; k < factors; k++) {
      const x = exposures[i * factors + k]!;
      if (x !== 0) for (let j = 0; j <= k; j++) loadings[i * factors + j]! += x * l[k * factors + j]!;
    }
  return { kind: 'factor', n, factors, specific, loadings };
}

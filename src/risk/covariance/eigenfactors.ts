import { randomStream } from '../../math/random/random.ts';
import { fromEigen, symmetricEigen } from '../../math/linear-algebra/symmetric-eigen.ts';
import { sampleCovariance } from '../../math/random/wishart.ts';
import type { EigenfactorRules } from './covariance-rules.ts';

/**
 * Eigenfactor risk adjustment (Menchero, Wang and Orr 2011; USE4 §4). Estimation error makes a sample covariance
 * understate the volatility of its smallest eigenfactors and overstate that of its largest, and an optimiser loads on
 * the former. The size of the bias is estimated from simulated sample matrices with a known true covariance:
 *
 *     v(k) = √mean_m(D̃_m(k)/D_m(k)),   γ(k) = a(v(k) − 1) + 1,
 *
 * where D_m(k) is the variance of the k-th eigenfactor according to sample m, and D̃_m(k) its true variance. Both
 * depend only on the eigenvalues, so the simulation works in the basis of eigenvectors.
 *
 * @param truth [n] eigenvalues of the covariance, ascending.
 * @param label with the rules' seed, determines the random draws; e.g. the month.
 * @returns [n] γ by eigenfactor, smallest variance first.
 */
export function eigenfactorScale(truth: Float64Array, label: string, rules: EigenfactorRules): Float64Array {
  const n = truth.length;
  const stream = randomStream(rules.seed).split(`eigenfactors ${label}`);
  const ratios = new Float64Array(n);
  for (let m = 0; m < rules.samples; m++) {
    const sample = symmetricEigen(sampleCovariance(truth, rules.days, stream), n);
    for (let k = 0; k < n; k++) {
      let variance = 0;
      for (let i = 0; i < n; i++) variance += sample.vectors[i * n + k]! ** 2 * truth[i]!;
      ratios[k]! += variance / sample.values[k]! / rules.samples;
    }
  }
  return ratios.map((ratio) => rules.scale * (Math.sqrt(ratio) - 1) + 1);
}

/** A new covariance in which the volatility of the k-th eigenfactor is multiplied by scale[k]. */
export function adjustEigenfactors(covariance: Float64Array, n: number, scale: Float64Array): Float64Array {
  const eigen = symmetricEigen(covariance, n);
  return fromEigen(
    eigen,
    eigen.values.map((v, k) => v * scale[k]! ** 2),
  );
}

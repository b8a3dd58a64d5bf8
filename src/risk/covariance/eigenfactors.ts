import { randomStream } from '../../math/random/random.ts';
import { fromEigen, symmetricEigen } from '../../math/linear-algebra/symmetric-eigen.ts';
import { sampleCovariance } from '../../math/random/wishart.ts';
import type { EigenfactorRules } from './covariance-rules.ts';

/**
 * By how much a sample covariance understates the volatility of its smallest eigenfactors and overstates that of its largest (Menchero, Wang and
 * Orr 2011; USE4 §4): from simulated sample matrices of which the truth is known,
 *
 *     v(k) = √mean_m(D̃_m(k)/D_m(k)),   γ(k) = a(v(k) − 1) + 1,
 *
 * where D_m(k) is what sample m takes the variance of its k-th eigenfactor to be and D̃_m(k) what it truly is. Both depend on the
 * eigenvalues alone, so that the simulation works in the matrix's own eigenvectors.
 *
 * @param label draws are determined by the rules' seed and this, e.g. the month.
 * @returns γ by eigenfactor, smallest variance first.
 */
export function eigenfactorScale(
  covariance: Float64Array,
  n: number,
  label: string,
  rules: EigenfactorRules,
): Float64Array {
  const truth = symmetricEigen(covariance, n).values;
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

/** The covariance with its k-th eigenfactor's volatility multiplied by scale[k]; a new matrix. */
export function adjustEigenfactors(covariance: Float64Array, n: number, scale: Float64Array): Float64Array {
  const eigen = symmetricEigen(covariance, n);
  return fromEigen(
    eigen,
    eigen.values.map((v, k) => v * scale[k]! ** 2),
  );
}

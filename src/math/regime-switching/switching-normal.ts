import type { MarkovChain } from './hamilton-filter.ts';

/** Independent normal observations whose mean and variance depend on a hidden Markov chain of K states. */
export interface SwitchingNormal extends MarkovChain {
  /** K, in the unit of the observations. */
  readonly means: Float64Array;
  /** K, all above 0, in that unit squared. */
  readonly variances: Float64Array;
}

/** The log density of each observation in each state, at t·K + i: the filter's input. */
export function logDensities(
  observations: ArrayLike<number>,
  { means, variances }: Pick<SwitchingNormal, 'means' | 'variances'>,
): Float64Array {
  const states = means.length;
  const constants = Float64Array.from(variances, (v) => -0.5 * Math.log(2 * Math.PI * v));
  const densities = new Float64Array(observations.length * states);
  for (let t = 0; t < observations.length; t++) {
    for (let i = 0; i < states; i++) {
      const error = observations[t]! - means[i]!;
      densities[t * states + i] = constants[i]! - (0.5 * error * error) / variances[i]!;
    }
  }
  return densities;
}

// Looked up once: in the sandbox of the tests, each access to a global costs more than the arithmetic.
const { exp, log } = Math;
const IMPOSSIBLE = -Infinity;

/** A hidden Markov chain of K states. */
export interface MarkovChain {
  /** Pr(first state is i); K values that sum to 1. */
  readonly initial: Float64Array;
  /** Pr(next state is j | this one is i) at i·K + j; each row sums to 1. */
  readonly transition: Float64Array;
}

/** State probabilities as observations arrive; both arrays have observation t, state i at t·K + i. */
export interface Filtered {
  /** Pr(state at t | observations before t). */
  readonly predicted: Float64Array;
  /** Pr(state at t | observations up to t). */
  readonly filtered: Float64Array;
  /** Log-likelihood of all observations. */
  readonly logLikelihood: number;
}

/**
 * The filter of Hamilton (1989; 1994, eq. 22.4.5 to 22.4.7): predict by the chain, weigh by the densities,
 * normalise. It uses no later observations.
 *
 * Log densities are scaled at each step by the largest among the possible states, so neither a long series nor an
 * extreme outlier underflows.
 *
 * @param logDensities log density of observation t in state i at t·K + i; −Infinity if the state rules it out.
 * @throws RangeError naming t if no possible state allows the observation.
 */
export function hamiltonFilter(logDensities: Float64Array, { initial, transition }: MarkovChain): Filtered {
  const states = initial.length;
  const predicted = new Float64Array(logDensities.length);
  const filtered = new Float64Array(logDensities.length);
  let logLikelihood = 0;
  for (let row = 0; row < logDensities.length; row += states) {
    let largest = IMPOSSIBLE;
    for (let i = 0; i < states; i++) {
      let p = row === 0 ? initial[i]! : 0;
      if (row > 0) {
        for (let from = 0; from < states; from++)
          p += filtered[row - states + from]! * transition[from * states + i]!;
      }
      predicted[row + i] = p;
      if (p > 0 && logDensities[row + i]! > largest) largest = logDensities[row + i]!;
    }
    if (!(largest > IMPOSSIBLE)) {
      throw new RangeError(`observation ${row / states} has zero density in every possible state`);
    }
    let sum = 0;
    for (let i = 0; i < states; i++) {
      // Skip states of probability 0: their density could overflow relative to the others.
      const p = predicted[row + i]!;
      const weight = p > 0 ? p * exp(logDensities[row + i]! - largest) : 0;
      filtered[row + i] = weight;
      sum += weight;
    }
    for (let i = 0; i < states; i++) filtered[row + i]! /= sum;
    logLikelihood += largest + log(sum);
  }
  return { predicted, filtered, logLikelihood };
}

import { normal } from '../random/distributions.ts';
import { hamiltonFilter } from './hamilton-filter.ts';
import { kimSmoother } from './kim-smoother.ts';
import type { RandomStream } from '../random/random.ts';
import { logDensities, type SwitchingNormal } from './switching-normal.ts';

/**
 * Each state's variance is at least this fraction of the sample variance. Without a floor the likelihood is unbounded: a
 * state fitted to a single observation makes it infinite (Hamilton 1991). The value is our choice.
 */
const VARIANCE_FLOOR = 0.01;

export interface EmOptions {
  readonly states: number;
  /** Number of random starts. Each is run for some steps; the best is run to convergence. */
  readonly starts: number;
  readonly stepsEach: number;
  /** Convergence: a step raises the log-likelihood by less than this, or this many steps are reached. */
  readonly tolerance: number;
  readonly maxSteps: number;
  readonly stream: RandomStream;
}

export interface SwitchingFit {
  readonly model: SwitchingNormal;
  readonly logLikelihood: number;
  readonly converged: boolean;
}

/** One step of the EM algorithm: a model at least as likely as the one given, and how likely the given one was. */
export function emStep(
  observations: ArrayLike<number>,
  model: SwitchingNormal,
  leastVariance: number,
): { readonly model: SwitchingNormal; readonly logLikelihood: number } {
  const states = model.means.length;
  const filtered = hamiltonFilter(logDensities(observations, model), model);
  const { smoothed, moves } = kimSmoother(filtered, model);
  const means = model.means.slice();
  const variances = model.variances.slice();
  const transition = model.transition.slice();
  for (let i = 0; i < states; i++) {
    let [weight, sum, squares, leaving] = [0, 0, 0, 0];
    for (let t = 0; t < observations.length; t++) {
      weight += smoothed[t * states + i]!;
      sum += smoothed[t * states + i]! * observations[t]!;
    }
    // A state of probability zero keeps its parameters.
    if (weight > 0) {
      const mean = sum / weight;
      for (let t = 0; t < observations.length; t++)
        squares += smoothed[t * states + i]! * (observations[t]! - mean) ** 2;
      means[i] = mean;
      variances[i] = Math.max(leastVariance, squares / weight);
    }
    for (let j = 0; j < states; j++) leaving += moves[i * states + j]!;
    if (leaving > 0) {
      for (let j = 0; j < states; j++) transition[i * states + j] = moves[i * states + j]! / leaving;
    }
  }
  return {
    model: { initial: smoothed.slice(0, states), transition, means, variances },
    logLikelihood: filtered.logLikelihood,
  };
}

/**
 * Maximum likelihood of a switching normal model by the EM algorithm (Hamilton 1990; Krolzig 1997, ch. 6), with the
 * state of the first observation estimated freely, which keeps every step exact. Many starts, because the
 * likelihood has many local maxima: short runs of all, one long run of the best (Biernacki, Celeux and Govaert 2003).
 *
 * Null if there are fewer than two observations per state or they do not vary.
 * The order of the states is arbitrary.
 */
export function fitSwitchingNormal(observations: ArrayLike<number>, options: EmOptions): SwitchingFit | null {
  const n = observations.length;
  if (n < 2 * options.states) return null;
  // Summed from the first observation, so that the variance of equal ones is 0 to the bit.
  let mean = observations[0]!;
  for (let t = 0; t < n; t++) mean += (observations[t]! - observations[0]!) / n;
  let variance = 0;
  for (let t = 0; t < n; t++) variance += (observations[t]! - mean) ** 2 / n;
  if (!(variance > 0)) return null;

  const leastVariance = VARIANCE_FLOOR * variance;
  let best: SwitchingFit | null = null;
  for (let start = 0; start < options.starts; start++) {
    const from = randomStart(mean, variance, options.states, options.stream);
    const reached = climb(observations, from, leastVariance, options.stepsEach, options.tolerance);
    if (best === null || reached.logLikelihood > best.logLikelihood) best = reached;
  }
  return best && climb(observations, best.model, leastVariance, options.maxSteps, options.tolerance);
}

function climb(
  observations: ArrayLike<number>,
  from: SwitchingNormal,
  leastVariance: number,
  maxSteps: number,
  tolerance: number,
): SwitchingFit {
  let model = from;
  let logLikelihood = -Infinity;
  for (let step = 0; step < maxSteps; step++) {
    const next = emStep(observations, model, leastVariance);
    // The likelihood is that of the model before the step, so this is the model it belongs to.
    if (next.logLikelihood - logLikelihood < tolerance) {
      return { model, logLikelihood: next.logLikelihood, converged: true };
    }
    logLikelihood = next.logLikelihood;
    model = next.model;
  }
  const reached = hamiltonFilter(logDensities(observations, model), model);
  return { model, logLikelihood: reached.logLikelihood, converged: false };
}

/** Means scattered about the sample's, variances from about a third of it to three times, states that last. */
function randomStart(mean: number, variance: number, states: number, stream: RandomStream): SwitchingNormal {
  const means = Float64Array.from(
    { length: states },
    () => mean + 0.5 * Math.sqrt(variance) * normal(stream),
  );
  const variances = Float64Array.from({ length: states }, () => variance * 3 ** (2 * stream.uniform() - 1));
  const transition = new Float64Array(states * states);
  for (let i = 0; i < states; i++) {
    const stay = states === 1 ? 1 : 0.6 + 0.39 * stream.uniform();
    for (let j = 0; j < states; j++) transition[i * states + j] = i === j ? stay : (1 - stay) / (states - 1);
  }
  return { initial: new Float64Array(states).fill(1 / states), transition, means, variances };
}

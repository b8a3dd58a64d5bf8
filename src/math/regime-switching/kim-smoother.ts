import type { Filtered, MarkovChain } from './hamilton-filter.ts';

/** State probabilities given all observations. */
export interface Smoothed {
  /** Pr(state at t is i | all observations) at t·K + i. */
  readonly smoothed: Float64Array;
  /** Expected number of transitions from state i to state j at i·K + j; they sum to the number of observations minus one. */
  readonly moves: Float64Array;
}

/**
 * The smoother of Kim (1994; Hamilton 1994, eq. 22.4.14), backwards over the filter's output. It uses future
 * observations: for parameter estimation and analysis of the past, never for a real-time label.
 */
export function kimSmoother(
  { predicted, filtered }: Filtered,
  { initial, transition }: MarkovChain,
): Smoothed {
  const states = initial.length;
  const smoothed = new Float64Array(filtered.length);
  const moves = new Float64Array(states * states);
  const last = filtered.length - states;
  for (let i = 0; i < states; i++) smoothed[last + i] = filtered[last + i]!;
  for (let row = last - states; row >= 0; row -= states) {
    const next = row + states;
    for (let i = 0; i < states; i++) {
      let p = 0;
      for (let j = 0; j < states; j++) {
        const ahead = predicted[next + j]!;
        if (ahead === 0) continue;
        // Pr(state i now | state j next), at most 1, first: a tiny `ahead` alone would overflow as a divisor.
        const behind = (filtered[row + i]! * transition[i * states + j]!) / ahead;
        const both = behind * smoothed[next + j]!;
        moves[i * states + j]! += both;
        p += both;
      }
      smoothed[row + i] = p;
    }
  }
  return { smoothed, moves };
}

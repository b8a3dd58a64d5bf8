import { distributionAfter } from '../../../src/math/markov-chain.ts';

/**
 * The distribution of the number of months spent in a state, of `months` that begin in `start`, by dynamic programming.
 * Entry k is the probability of k months.
 */
export function occupationDistribution(
  transition: Float64Array,
  n: number,
  start: number,
  state: number,
  months: number,
): Float64Array {
  // [state now × months so far]
  const width = months + 1;
  let now = new Float64Array(n * width);
  now[start * width + (start === state ? 1 : 0)] = 1;
  for (let t = 1; t < months; t++) {
    const next = new Float64Array(n * width);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        const p = transition[i * n + j]!;
        const shift = j === state ? 1 : 0;
        for (let k = 0; k + shift < width; k++) next[j * width + k + shift]! += p * now[i * width + k]!;
      }
    }
    now = next;
  }
  return Float64Array.from({ length: width }, (_, k) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += now[i * width + k]!;
    return sum;
  });
}

/** Mean number of changes of state in `months` months that begin in `start`. */
export function meanSwitches(transition: Float64Array, n: number, start: number, months: number): number {
  let switches = 0;
  for (let t = 1; t < months; t++) {
    distributionAfter(transition, n, start, t - 1).forEach(
      (p, i) => (switches += p * (1 - transition[i * n + i]!)),
    );
  }
  return switches;
}

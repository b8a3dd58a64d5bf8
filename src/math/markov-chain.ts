import { solveLinear } from './linear-algebra/solve-linear.ts';

/*
 * First-order Markov chains of n states. Transition matrices are n × n, row-major; rows sum to 1.
 */

/** One step: the distribution after it. */
function step(distribution: Float64Array, transition: Float64Array): Float64Array {
  const n = distribution.length;
  const next = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) next[j]! += distribution[i]! * transition[i * n + j]!;
  }
  return next;
}

/** The distribution after a number of steps from one state. */
export function distributionAfter(
  transition: Float64Array,
  n: number,
  start: number,
  steps: number,
): Float64Array {
  let distribution: Float64Array = new Float64Array(n);
  distribution[start] = 1;
  for (let t = 0; t < steps; t++) distribution = step(distribution, transition);
  return distribution;
}

/** The distribution that a step leaves unchanged; null if it is not unique. */
export function stationaryDistribution(transition: Float64Array, n: number): Float64Array | null {
  // π(P − I) = 0 with the last equation replaced by Σπ = 1.
  const a = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) a[i * n + j] = i === n - 1 ? 1 : transition[j * n + i]! - (i === j ? 1 : 0);
  }
  const b = new Float64Array(n);
  b[n - 1] = 1;
  return solveLinear(a, b);
}

/** Mean number of months in each state before it is left: runs are geometric. Infinite for a state that is never left. */
export const meanRuns = (transition: Float64Array, n: number): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => 1 / (1 - transition[i * n + i]!));

/**
 * Mean number of steps from each state until one is reached, (I − Q)⁻¹·1; 0 for that state itself, Infinity where it is
 * never reached for certain.
 */
export function meanHittingTimes(transition: Float64Array, n: number, target: number): Float64Array {
  const others = Array.from({ length: n }, (_, i) => i).filter((i) => i !== target);
  const m = others.length;
  const a = new Float64Array(m * m);
  for (const [r, i] of others.entries())
    for (const [c, j] of others.entries()) a[r * m + c] = (i === j ? 1 : 0) - transition[i * n + j]!;
  const times = solveLinear(a, new Float64Array(m).fill(1));
  const result = new Float64Array(n);
  for (const [r, i] of others.entries()) result[i] = times === null ? Infinity : times[r]!;
  return result;
}

/** Probability that a state is reached from another within a number of steps: 1 − π₀Qᵏ1; 1 from itself. */
export function hitsWithin(
  transition: Float64Array,
  n: number,
  start: number,
  target: number,
  steps: number,
): number {
  if (start === target) return 1;
  let alive: Float64Array = new Float64Array(n);
  alive[start] = 1;
  for (let t = 0; t < steps; t++) {
    alive = step(alive, transition);
    alive[target] = 0;
  }
  return 1 - alive.reduce((sum, p) => sum + p, 0);
}

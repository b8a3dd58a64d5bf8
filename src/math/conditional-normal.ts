import { cholesky } from './linear-algebra/cholesky.ts';
import { solveCholesky } from './linear-algebra/cholesky-solve.ts';

/** A normal vector given some of its components. */
export interface ConditionalNormal {
  /** [n] The expected vector: what was given, and the rest at its conditional mean. */
  readonly mean: Float64Array;
  /** [n × n] Covariance left open, row-major; 0 in the rows and columns of what was given. */
  readonly covariance: Float64Array;
  /** Squared Mahalanobis distance of what was given: χ² with as many degrees of freedom as components. */
  readonly distanceSquared: number;
}

/** A component whose variance, given the others, falls below this fraction of its own is a combination of them. */
const LEAST_VARIANCE = 1e-10;

/**
 * The distribution of a normal vector of mean 0 and the given covariance F, if the components A take the values x:
 * mean F_BA F_AA⁻¹ x, covariance F_BB − F_BA F_AA⁻¹ F_AB, distance x′F_AA⁻¹x. Source: any text on the multivariate normal;
 * for stress tests Kupiec (1998).
 *
 * @param covariance n × n, row-major.
 * @param given indices of A, each once, at least one.
 * @param values x, in the order of `given`.
 * @returns null if F_AA is singular: some of the given components determine another.
 */
export function conditionalNormal(
  covariance: Float64Array,
  n: number,
  given: readonly number[],
  values: readonly number[],
): ConditionalNormal | null {
  const k = given.length;
  // Scaled to correlations, so that the test of singularity does not depend on units.
  const scale = given.map((i) => Math.sqrt(covariance[i * n + i]!));
  const correlations = new Float64Array(k * k);
  for (let a = 0; a < k; a++)
    for (let b = 0; b < k; b++)
      correlations[a * k + b] = covariance[given[a]! * n + given[b]!]! / (scale[a]! * scale[b]!);
  const l = cholesky(correlations, k, LEAST_VARIANCE);
  if (l === null) return null;
  const x = Float64Array.from(values, (v, a) => v / scale[a]!);
  const solved = solveCholesky(l, k, x);
  const isGiven = new Uint8Array(n);
  for (const i of given) isGiven[i] = 1;

  const mean = new Float64Array(n);
  /** F_AA⁻¹ F_AB, by column of B, in the scale of `correlations`. */
  const weights = new Map<number, Float64Array>();
  for (let i = 0; i < n; i++) {
    if (isGiven[i]) continue;
    const row = Float64Array.from(given, (g, a) => covariance[g * n + i]! / scale[a]!);
    mean[i] = row.reduce((sum, r, a) => sum + r * solved[a]!, 0);
    weights.set(i, solveCholesky(l, k, row));
  }
  for (const [a, i] of given.entries()) mean[i] = values[a]!;

  const left = new Float64Array(n * n);
  for (const [i, w] of weights) {
    for (const j of weights.keys()) {
      let sum = covariance[i * n + j]!;
      for (let a = 0; a < k; a++) sum -= w[a]! * (covariance[given[a]! * n + j]! / scale[a]!);
      left[i * n + j] = sum;
    }
  }
  return { mean, covariance: left, distanceSquared: x.reduce((sum, v, a) => sum + v * solved[a]!, 0) };
}

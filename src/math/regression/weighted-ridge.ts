import { cholesky, invertLower } from '../linear-algebra/cholesky.ts';
import { solveCholesky } from '../linear-algebra/cholesky-solve.ts';

export interface RidgeFit {
  readonly coefficients: Float64Array;
  /** 1 − weighted sum of squared residuals over that of deviations from the weighted mean. */
  readonly rSquared: number;
  /** Standard deviation of the residuals, for the effective degrees of freedom. */
  readonly residualDeviation: number;
}

const ROUNDS = 5;

/**
 * Weighted least squares with a normal prior on the coefficients (ridge regression towards `prior`): what the data do not
 * determine stays at the prior. The residual variance is found by iteration. Without an intercept.
 *
 * @param rows [n × k] regressors, row-major.
 * @param y [n]
 * @param weights [n] positive; only their ratios matter. They count as (Σw)²/Σw² observations.
 * @param prior [k] prior means.
 * @param priorVariance of each coefficient.
 * @returns null if the system is not positive definite.
 */
export function weightedRidge(
  rows: Float64Array,
  y: Float64Array,
  weights: Float64Array,
  prior: Float64Array,
  priorVariance: number,
): RidgeFit | null {
  const [n, k] = [y.length, prior.length];
  let [sum, squares, mean] = [0, 0, 0];
  for (let t = 0; t < n; t++) {
    sum += weights[t]!;
    squares += weights[t]! ** 2;
    mean += weights[t]! * y[t]!;
  }
  mean /= sum;
  const effective = sum ** 2 / squares;
  const gram = new Float64Array(k * k);
  const moments = new Float64Array(k);
  let total = 0;
  for (let t = 0; t < n; t++) {
    const w = (weights[t]! / sum) * effective;
    total += w * (y[t]! - mean) ** 2;
    for (let i = 0; i < k; i++) {
      const wx = w * rows[t * k + i]!;
      moments[i]! += wx * y[t]!;
      // The lower triangle, which is all that the decomposition reads.
      for (let j = 0; j <= i; j++) gram[i * k + j]! += wx * rows[t * k + j]!;
    }
  }
  let coefficients = prior;
  let residuals = weightedSquares(rows, y, weights, coefficients) * (effective / sum);
  let variance = residuals / effective;
  for (let round = 0; round < ROUNDS; round++) {
    if (!(variance > 0)) break;
    const shrink = variance / priorVariance;
    const system = gram.slice();
    for (let i = 0; i < k; i++) system[i * k + i]! += shrink;
    const factor = cholesky(system, k);
    if (!factor) return null;
    coefficients = solveCholesky(
      factor,
      k,
      moments.map((m, i) => m + shrink * prior[i]!),
    );
    residuals = weightedSquares(rows, y, weights, coefficients) * (effective / sum);
    const inverse = invertLower(factor, k);
    const trace = inverse.reduce((sumOf, x) => sumOf + x * x, 0);
    // Coefficients that the data determine: trace of (G + λI)⁻¹G.
    variance = residuals / Math.max(1, effective - (k - shrink * trace));
  }
  return { coefficients, rSquared: 1 - residuals / total, residualDeviation: Math.sqrt(variance) };
}

function weightedSquares(
  rows: Float64Array,
  y: Float64Array,
  weights: Float64Array,
  x: Float64Array,
): number {
  let sum = 0;
  for (let t = 0; t < y.length; t++) {
    let fitted = 0;
    for (let i = 0; i < x.length; i++) fitted += rows[t * x.length + i]! * x[i]!;
    sum += weights[t]! * (y[t]! - fitted) ** 2;
  }
  return sum;
}

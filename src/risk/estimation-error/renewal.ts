import {
  coefficientError,
  fitNoise,
  residualRatios,
  type CoefficientError,
} from '../../math/regression/grouped-error.ts';
import { FACTOR_COUNT, INDUSTRY_AT, INDUSTRY_COUNT, STYLE_AT, STYLE_COUNT } from '../factors.ts';
import type { CrossSection, RegressionSolution } from '../regression/cross-section.ts';

const N = FACTOR_COUNT;

/** The estimation error of a day's regression. */
export interface RegressionError {
  /** [39 × 39] E: the covariance of factor returns that specific returns cause; 0 for factors without a return. */
  readonly factors: Float64Array;
  /** [N] variance of a residual over that of the specific return. */
  readonly ratios: Float64Array;
}

/**
 * Estimated factor returns are f̂ = f + Aε and residuals ê = (I − XA)ε, with A the pure factor portfolios of the
 * regression. With specific variances D the error of factor returns is E = A·D·A′ (Paleologo 2025, §6.3.1, subtracts
 * it for GLS weights; for √cap weights it is this sandwich), and ê_i has the variance ratio_i·D_i.
 *
 * @param solution of the day's regression.
 * @param variance [N] D.
 */
export function regressionError(
  { fit, constraintWeights, weight }: RegressionSolution,
  { styles, industry }: CrossSection,
  variance: Float64Array,
): RegressionError {
  const observations = { covariates: styles, group: industry, weight };
  const noise = fitNoise(fit, observations, variance);
  const error = coefficientError(fit, noise);
  return {
    factors: factorError(error, fit.intercepts, constraintWeights),
    ratios: residualRatios(fit, observations, variance, noise),
  };
}

/** From intercepts a_g and slopes to factors: the market is m = Σ ω_g a_g, an industry's return f_g = a_g − m. */
function factorError(
  { slopes, interceptsWithSlopes, intercepts }: CoefficientError,
  present: Float64Array,
  constraintWeights: Float64Array,
): Float64Array {
  const market = new Float64Array(INDUSTRY_COUNT);
  const marketWithSlopes = new Float64Array(STYLE_COUNT);
  for (let g = 0; g < INDUSTRY_COUNT; g++) {
    const share = constraintWeights[g]!;
    for (let h = 0; h < INDUSTRY_COUNT; h++) market[h]! += share * intercepts[g * INDUSTRY_COUNT + h]!;
    for (let k = 0; k < STYLE_COUNT; k++)
      marketWithSlopes[k]! += share * interceptsWithSlopes[g * STYLE_COUNT + k]!;
  }
  const own = constraintWeights.reduce((sum, share, g) => sum + share * market[g]!, 0);
  const e = new Float64Array(N * N);
  const set = (i: number, j: number, value: number): void => {
    e[i * N + j] = value;
    e[j * N + i] = value;
  };
  set(0, 0, own);
  for (let k = 0; k < STYLE_COUNT; k++) {
    set(STYLE_AT + k, 0, marketWithSlopes[k]!);
    for (let l = 0; l <= k; l++) set(STYLE_AT + k, STYLE_AT + l, slopes[k * STYLE_COUNT + l]!);
  }
  for (let g = 0; g < INDUSTRY_COUNT; g++) {
    if (Number.isNaN(present[g])) continue;
    set(INDUSTRY_AT + g, 0, market[g]! - own);
    for (let k = 0; k < STYLE_COUNT; k++)
      set(INDUSTRY_AT + g, STYLE_AT + k, interceptsWithSlopes[g * STYLE_COUNT + k]! - marketWithSlopes[k]!);
    for (let h = 0; h <= g; h++)
      if (!Number.isNaN(present[h]))
        set(
          INDUSTRY_AT + g,
          INDUSTRY_AT + h,
          intercepts[g * INDUSTRY_COUNT + h]! - market[g]! - market[h]! + own,
        );
  }
  return e;
}

import { packedLength } from '../../math/linear-algebra/packed.ts';
import { widenRows } from '../../math/windows/ring.ts';
import { FACTOR_COUNT } from '../factors.ts';
import { filledByGroup } from '../covariance/factor-groups.ts';
import type { CrossSection, RegressionDay } from '../regression/cross-section.ts';
import type { EstimationErrorRules } from './estimation-error-rules.ts';
import { regressionError } from './renewal.ts';

/**
 * The estimation error of factor returns: that of the last renewal, and its decayed sum. Numbers and typed arrays,
 * updated by each session with a regression.
 */
export interface EstimationErrorState {
  /** Lower triangle of S ← κS + E, packed. Updated in place, as is `weights`. */
  readonly sums: Float64Array;
  /** [39] W ← κW + 1 for factors with a return. */
  readonly weights: Float64Array;
  /** [39 × 39] E at the last renewal: what a pure factor portfolio has besides the factor. Each renewal replaces it. */
  latest: Float64Array;
  /**
   * [N] 1/√ratio: what a residual is multiplied by to vary like its specific return. Each renewal replaces the array.
   */
  residualScale: Float64Array;
  /** [39] 1 for the factors with a return at the last renewal. */
  readonly present: Uint8Array;
  /** Month of the universe at the last renewal, in months since year 0; −1 before the first. */
  month: number;
}

/** A state without any sessions. */
export const newEstimationError = (issuers: number): EstimationErrorState => ({
  sums: new Float64Array(packedLength(FACTOR_COUNT)),
  weights: new Float64Array(FACTOR_COUNT),
  latest: new Float64Array(FACTOR_COUNT * FACTOR_COUNT),
  residualScale: new Float64Array(issuers).fill(1),
  present: new Uint8Array(FACTOR_COUNT),
  month: -1,
});

/** Extends the state to more issuers, whose residuals are not scaled. */
export const widenEstimationError = (state: EstimationErrorState, issuers: number): EstimationErrorState => ({
  ...state,
  residualScale: widenRows(state.residualScale, state.residualScale.length, issuers, 1),
});

/**
 * Adds a session with a regression, in place. Error and ratios are renewed on the first regression, on the first with
 * each month's new universe, and when a factor has a return that had none at the last renewal; between these they stand
 * (our choice: renewed daily they cost 21 times as much, and hardly differ). Rows of factors without a return count 0.
 *
 * @param section the regressors.
 * @param universeMonth month of the close at which they were known.
 * @param specificVolatility [N] forecast at that close; null before the first forecast.
 */
export function advanceEstimationError(
  state: EstimationErrorState,
  regression: RegressionDay,
  section: CrossSection,
  universeMonth: number,
  specificVolatility: Float64Array | null,
  rules: EstimationErrorRules,
): void {
  if (regression.solution === null) return;
  const { factorReturns } = regression;
  if (state.month !== universeMonth || factorReturns.some((f, k) => f === f && state.present[k] === 0)) {
    const variance = specificVariances(regression, specificVolatility);
    const { factors, ratios } = regressionError(regression.solution, section, variance);
    const { least, most } = rules.residualRatio;
    state.latest = factors;
    state.residualScale = ratios.map((ratio) => 1 / Math.sqrt(Math.min(Math.max(ratio, least), most)));
    for (let k = 0; k < FACTOR_COUNT; k++) state.present[k] = Number.isNaN(factorReturns[k]) ? 0 : 1;
    state.month = universeMonth;
  }
  const { sums, weights, latest } = state;
  const keep = 0.5 ** (1 / rules.halfLife);
  for (let i = 0, at = 0; i < FACTOR_COUNT; i++) {
    const isPresent = factorReturns[i] === factorReturns[i];
    weights[i] = keep * weights[i]! + (isPresent ? 1 : 0);
    for (let j = 0; j <= i; j++, at++) {
      const error = isPresent && factorReturns[j] === factorReturns[j] ? latest[i * FACTOR_COUNT + j]! : 0;
      sums[at] = keep * sums[at]! + error;
    }
  }
}

/**
 * [N] D: squares of the forecast specific volatilities. An issuer without a forecast gets the mean squared residual of
 * the day, Σê²/(n − K) (our choice).
 */
function specificVariances(
  { solution, residuals, stocks }: RegressionDay,
  specificVolatility: Float64Array | null,
): Float64Array {
  const { fit, weight } = solution!;
  let squares = 0;
  for (let i = 0; i < weight.length; i++) if (weight[i]! > 0) squares += residuals[i]! ** 2;
  const pooled = squares / (stocks - fit.parameters);
  return Float64Array.from(weight, (_, i) => {
    const volatility = specificVolatility?.[i] ?? NaN;
    return volatility > 0 ? volatility * volatility : pooled;
  });
}

/**
 * Ē_kl = S_kl/√(W_k W_l), the decayed mean of the error: a sum of positive semi-definite matrices scaled by a diagonal,
 * and so positive semi-definite with any gaps. Noise has no autocorrelation, so there are no lags.
 *
 * @param imputed factors with a borrowed variance: they get the mean error variance of their kind, without covariances
 *   (our choice).
 * @returns [39 × 39]
 */
export function meanEstimationError(
  { sums, weights }: EstimationErrorState,
  imputed: readonly number[],
): Float64Array {
  const n = FACTOR_COUNT;
  const mean = new Float64Array(n * n);
  const scale = new Float64Array(n);
  for (let k = 0; k < n; k++) scale[k] = weights[k]! > 0 ? 1 / Math.sqrt(weights[k]!) : 0;
  for (let i = 0, at = 0; i < n; i++)
    for (let j = 0; j <= i; j++, at++) {
      const value = sums[at]! * (scale[i]! * scale[j]!);
      mean[i * n + j] = value;
      mean[j * n + i] = value;
    }
  if (imputed.length === 0) return mean;
  const own = Float64Array.from({ length: n }, (_, k) => mean[k * (n + 1)]!);
  const filled = filledByGroup(own, imputed);
  for (const k of imputed) {
    for (let j = 0; j < n; j++) mean[k * n + j] = mean[j * n + k] = 0;
    mean[k * (n + 1)] = filled[k]!;
  }
  return mean;
}

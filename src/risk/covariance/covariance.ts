import {
  correlations,
  leastEigenvalue,
  shrinkageIntensity,
  shrinkToIndex,
} from '../../math/statistics/correlation-shrinkage.ts';
import { floorEigenvalues } from '../../math/linear-algebra/eigen-floor.ts';
import { addToPairs, pairSums, type PairSums } from '../../math/regression/newey-west-matrix.ts';
import {
  addToVariances,
  seriesVariances,
  varianceOf,
  type SeriesVariances,
} from '../../math/regression/newey-west.ts';
import type { CovarianceRules } from './covariance-rules.ts';
import { FACTOR_COUNT } from '../factors.ts';
import { filledByGroup } from './factor-groups.ts';
import { updateVolatilityRegime, volatilityRegime, type VolatilityRegime } from './volatility-regime.ts';

/**
 * Everything that the factor covariance needs from the past: numbers and typed arrays, updated in place by each day.
 */
export interface CovarianceState {
  readonly variances: SeriesVariances;
  readonly pairs: PairSums;
  readonly regime: VolatilityRegime;
  /**
   * [39] volatilities expected for the next day, before λ of the volatility regime; NaN for factors with too short a
   * history.
   */
  readonly expected: Float64Array;
  /** The market's own volatility regime, λ_m². */
  readonly marketRegime: VolatilityRegime;
  /** Number of days with factor returns. */
  days: number;
}

/** A state without any days. */
export const newCovariance = ({ volatility, correlation }: CovarianceRules): CovarianceState => ({
  variances: seriesVariances(FACTOR_COUNT, volatility.halfLife, volatility.lags),
  pairs: pairSums(FACTOR_COUNT, correlation.halfLife, correlation.lags),
  regime: volatilityRegime(),
  expected: new Float64Array(FACTOR_COUNT).fill(NaN),
  marketRegime: volatilityRegime(),
  days: 0,
});

/**
 * The factor covariance of daily decimal returns as estimated: it contains the estimation error of factor returns, and
 * is the same for every horizon. `FactorForecast` has the forecast made of it.
 */
export interface FactorCovariance {
  /** [39 × 39], row-major, symmetric positive definite. */
  readonly matrix: Float64Array;
  /** [39] square roots of the diagonal. */
  readonly volatilities: Float64Array;
  /** Applied Ledoit–Wolf shrinkage intensity, 0 to 1. */
  readonly shrinkage: number;
  /** λ of the volatility regime; 1 if the adjustment is off. */
  readonly regime: number;
  /** Whether an eigenvalue was raised to the floor. */
  readonly floored: boolean;
  /** Factors with too short a history, which get the mean variance of their group (our choice). */
  readonly imputed: readonly number[];
}

/**
 * Adds a day's factor returns, in place. A missing return (NaN) leaves the factor's volatility unchanged and counts
 * as 0 in its correlations, which keeps the matrix positive semi-definite; a day without factor returns changes
 * nothing.
 *
 * @param factorReturns [39] decimals.
 */
export function advanceCovariance(
  state: CovarianceState,
  factorReturns: Float64Array,
  rules: CovarianceRules,
): void {
  if (factorReturns.every(Number.isNaN)) return;
  if (rules.marketRegimeHalfLife !== null)
    updateMarketRegime(state, factorReturns[MARKET]!, rules.marketRegimeHalfLife);
  if (rules.regimeHalfLife !== null)
    updateVolatilityRegime(state.regime, factorReturns, state.expected, rules.regimeHalfLife);
  addToVariances(state.variances, factorReturns);
  addToPairs(state.pairs, factorReturns);
  state.days++;
  if (state.days < rules.warmUp) return;
  const { volatilities, imputed } = expectedVolatilities(state, rules);
  state.expected.set(volatilities);
  // Imputed volatilities say nothing about forecast accuracy, so the volatility regime ignores them.
  for (const k of imputed) state.expected[k] = NaN;
}

const MARKET = 0;

/**
 * λ_m² is the decayed mean of the market's squared return over its variance forecast by all else, the common regime
 * included: one λ over 39 factors dilutes the market's.
 */
function updateMarketRegime(
  { marketRegime, regime, expected }: CovarianceState,
  marketReturn: number,
  halfLife: number,
): void {
  const forecast = expected[MARKET]! * Math.sqrt(regime.variance);
  updateVolatilityRegime(marketRegime, Float64Array.of(marketReturn), Float64Array.of(forecast), halfLife);
}

/**
 * Estimates the factor covariance, without changing the state: volatilities and correlations with separate half-lives
 * (volatility changes faster), shrinkage and eigenvalue floor, and the volatility regime's λ (USE4).
 *
 * @returns null during the warm-up.
 */
export function factorCovariance(state: CovarianceState, rules: CovarianceRules): FactorCovariance | null {
  if (state.days < rules.warmUp) return null;
  const n = FACTOR_COUNT;
  const { volatilities, imputed } = expectedVolatilities(state, rules);
  const sample = correlations(state.pairs);
  const shrinkage = rules.shrink ? shrinkageIntensity(state.pairs, sample) : 0;
  // MARKET is the first factor, and so the index of the single-index target.
  shrinkToIndex(sample, n, shrinkage);
  // The sample is positive semi-definite by construction; the eigenvalue bound avoids a decomposition on most days.
  const { eigenvalueFloor } = rules;
  const isAbove = leastEigenvalue(sample, n, shrinkage) > eigenvalueFloor;
  const matrix = isAbove ? sample : floorEigenvalues(sample, n, eigenvalueFloor);
  const floored = matrix !== sample;
  const regime = Math.sqrt(state.regime.variance);
  for (let k = 0; k < n; k++) volatilities[k]! *= regime;
  for (let i = 0, at = 0; i < n; i++)
    for (let j = 0; j < n; j++, at++) matrix[at]! *= volatilities[i]! * volatilities[j]!;
  return { matrix, volatilities, shrinkage, regime, floored, imputed };
}

/**
 * A zero volatility would make the matrix singular; the minimum is a hundredth of a basis point a day (our choice).
 */
const MINIMUM_VOLATILITY = 1e-6;

function expectedVolatilities({ variances }: CovarianceState, { warmUp }: CovarianceRules) {
  const own = new Float64Array(FACTOR_COUNT);
  const imputed: number[] = [];
  for (let k = 0; k < FACTOR_COUNT; k++) {
    if (variances.counts[k]! < warmUp) imputed.push(k);
    else own[k] = varianceOf(variances, k);
  }
  const volatilities = imputed.length > 0 ? filledByGroup(own, imputed) : own;
  for (let k = 0; k < FACTOR_COUNT; k++)
    volatilities[k] = Math.max(Math.sqrt(volatilities[k]!), MINIMUM_VOLATILITY);
  return { volatilities, imputed };
}

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
import { iso, type Day } from '../../market/day.ts';
import type { CovarianceRules } from './covariance-rules.ts';
import { adjustEigenfactors, eigenfactorScale } from './eigenfactors.ts';
import { FACTOR_COUNT, INDUSTRY_AT, STYLE_AT } from '../factors.ts';
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
  /** Number of days with factor returns. */
  days: number;
  /**
   * The current eigenfactor adjustment and the month for which it was simulated, `2020-03`; null before the first.
   */
  eigenfactors: { readonly month: string; readonly scale: Float64Array } | null;
}

/** A state without any days. */
export const newCovariance = ({ volatility, correlation }: CovarianceRules): CovarianceState => ({
  variances: seriesVariances(FACTOR_COUNT, volatility.halfLife, volatility.lags),
  pairs: pairSums(FACTOR_COUNT, correlation.halfLife, correlation.lags),
  regime: volatilityRegime(),
  expected: new Float64Array(FACTOR_COUNT).fill(NaN),
  days: 0,
  eigenfactors: null,
});

/** The factor covariance forecast for the next session, in daily decimal returns. */
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
  day: Day,
  factorReturns: Float64Array,
  rules: CovarianceRules,
): void {
  if (factorReturns.every(Number.isNaN)) return;
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
  if (rules.eigenfactors) refreshEigenfactors(state, iso(day).slice(0, 7), rules.eigenfactors, rules);
}

/** Simulates the eigenfactor adjustment of a new month. */
function refreshEigenfactors(
  state: CovarianceState,
  month: string,
  eigenfactors: NonNullable<CovarianceRules['eigenfactors']>,
  rules: CovarianceRules,
): void {
  if (state.eigenfactors?.month !== month) {
    const { matrix } = unadjustedCovariance(state, rules);
    state.eigenfactors = { month, scale: eigenfactorScale(matrix, FACTOR_COUNT, month, eigenfactors) };
  }
}

/**
 * Forecasts the factor covariance, without changing the state: volatilities and correlations with separate half-lives
 * (volatility changes faster), shrinkage and eigenvalue floor, eigenfactor adjustment if enabled, and the volatility
 * regime's λ (USE4).
 *
 * @returns null during the warm-up.
 */
export function factorCovariance(state: CovarianceState, rules: CovarianceRules): FactorCovariance | null {
  if (state.days < rules.warmUp) return null;
  const raw = unadjustedCovariance(state, rules);
  const matrix = state.eigenfactors
    ? adjustEigenfactors(raw.matrix, FACTOR_COUNT, state.eigenfactors.scale)
    : raw.matrix;
  for (let at = 0; at < matrix.length; at++) matrix[at]! *= state.regime.variance;
  const volatilities = new Float64Array(FACTOR_COUNT);
  for (let k = 0; k < FACTOR_COUNT; k++) volatilities[k] = Math.sqrt(matrix[k * (FACTOR_COUNT + 1)]!);
  return { ...raw, matrix, volatilities, regime: Math.sqrt(state.regime.variance) };
}

/** Volatilities combined with shrunk and floored correlations, before the eigenfactor and regime adjustments. */
function unadjustedCovariance(state: CovarianceState, rules: CovarianceRules) {
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
  for (let i = 0, at = 0; i < n; i++)
    for (let j = 0; j < n; j++, at++) matrix[at]! *= volatilities[i]! * volatilities[j]!;
  return { matrix, shrinkage, floored, imputed };
}

/**
 * A zero volatility would make the matrix singular; the minimum is a hundredth of a basis point a day (our choice).
 */
const MINIMUM_VOLATILITY = 1e-6;

/**
 * Groups of comparable factors, which can substitute each other's mean variance: market, styles, industries. [from,
 * to).
 */
const FACTOR_GROUPS = [
  [0, STYLE_AT],
  [STYLE_AT, INDUSTRY_AT],
  [INDUSTRY_AT, FACTOR_COUNT],
] as const;

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

/** Fills missing variances with the mean of their group, or of all factors if the group has none. */
function filledByGroup(own: Float64Array, missing: readonly number[]): Float64Array {
  const known = Float64Array.from(own, (v, k) => (missing.includes(k) ? NaN : v));
  const overallMean = meanOfKnown(known) ?? 0;
  const filled = own.slice();
  for (const [from, to] of FACTOR_GROUPS) {
    const groupMean = meanOfKnown(known.subarray(from, to)) ?? overallMean;
    for (let k = from; k < to; k++) if (Number.isNaN(known[k]!)) filled[k] = groupMean;
  }
  return filled;
}

function meanOfKnown(values: Float64Array): number | null {
  const known = values.filter((v) => !Number.isNaN(v));
  return known.length > 0 ? known.reduce((sum, v) => sum + v, 0) / known.length : null;
}

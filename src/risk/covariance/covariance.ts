import {
  correlations,
  leastEigenvalue,
  shrinkageIntensity,
  shrinkToIndex,
} from '../../math/statistics/correlation-shrinkage.ts';
import { floorEigenvalues } from '../../math/linear-algebra/eigen-floor.ts';
import { addToPairs, pairSums, type PairSums } from '../../math/regression/newey-west-matrix.ts';
import { addToVariances, seriesVariances, varianceOf, type SeriesVariances } from '../../math/regression/newey-west.ts';
import { iso, type Day } from '../../market/day.ts';
import type { CovarianceRules } from './covariance-rules.ts';
import { adjustEigenfactors, eigenfactorScale } from './eigenfactors.ts';
import { FACTOR_COUNT, INDUSTRY_AT, STYLE_AT } from '../factors.ts';
import { addToRegime, volatilityRegime, type VolatilityRegime } from './volatility-regime.ts';

/** Everything that the covariance remembers of the past: numbers and typed arrays, changed in place by each day. */
export interface CovarianceState {
  readonly variances: SeriesVariances;
  readonly pairs: PairSums;
  readonly regime: VolatilityRegime;
  /** Volatilities expected for the next day, without the regime's λ; NaN for factors without enough of a history. */
  readonly expected: Float64Array;
  /** How many days of factor returns came in. */
  days: number;
  /** The eigenfactor adjustment in force and the month for which it was drawn, `2020-03`; null before the first. */
  eigenfactors: { readonly month: string; readonly scale: Float64Array } | null;
}

export const newCovariance = ({ volatility, correlation }: CovarianceRules): CovarianceState => ({
  variances: seriesVariances(FACTOR_COUNT, volatility.halfLife, volatility.lags),
  pairs: pairSums(FACTOR_COUNT, correlation.halfLife, correlation.lags),
  regime: volatilityRegime(),
  expected: new Float64Array(FACTOR_COUNT).fill(NaN),
  days: 0,
  eigenfactors: null,
});

/** A forecast for the session after the last one taken in. Daily: variances of decimal returns a day. */
export interface FactorCovariance {
  /** 39 × 39, row-major, symmetric positive definite. */
  readonly matrix: Float64Array;
  /** Roots of the diagonal. */
  readonly volatilities: Float64Array;
  /** Ledoit–Wolf intensity that was applied, 0 … 1. */
  readonly shrinkage: number;
  /** λ of the volatility regime; 1 where the adjustment is off. */
  readonly regime: number;
  /** Whether an eigenvalue had to be raised to the floor. */
  readonly floored: boolean;
  /** Factors with too short a history, which carry the mean variance of the others of their kind (our choice). */
  readonly fitted: readonly number[];
}

/**
 * Takes a day's factor returns in. A missing one (NaN) leaves that factor's volatility as it stands and counts as 0 in
 * its correlations, which keeps the matrix positive semi-definite; a day without any changes nothing.
 */
export function advanceCovariance(
  state: CovarianceState,
  day: Day,
  factorReturns: Float64Array,
  rules: CovarianceRules,
): void {
  if (factorReturns.every(Number.isNaN)) return;
  if (rules.regimeHalfLife !== null)
    addToRegime(state.regime, factorReturns, state.expected, rules.regimeHalfLife);
  addToVariances(state.variances, factorReturns);
  addToPairs(state.pairs, factorReturns);
  state.days++;
  if (state.days < rules.warmUp) return;
  const { volatilities, fitted } = expectedVolatilities(state, rules);
  state.expected.set(volatilities);
  // What was borrowed from other factors says nothing of how right the forecasts are.
  for (const k of fitted) state.expected[k] = NaN;
  if (rules.eigenfactors) renewEigenfactors(state, iso(day).slice(0, 7), rules.eigenfactors, rules);
}

/** Draws the eigenfactor adjustment of a month that has none yet. */
function renewEigenfactors(
  state: CovarianceState,
  month: string,
  eigenfactors: NonNullable<CovarianceRules['eigenfactors']>,
  rules: CovarianceRules,
): void {
  if (state.eigenfactors?.month !== month) {
    const { matrix } = beforeAdjustments(state, rules);
    state.eigenfactors = { month, scale: eigenfactorScale(matrix, FACTOR_COUNT, month, eigenfactors) };
  }
}

/** The covariance that the state forecasts; null during the warm-up. It changes nothing. */
export function factorCovariance(state: CovarianceState, rules: CovarianceRules): FactorCovariance | null {
  if (state.days < rules.warmUp) return null;
  const raw = beforeAdjustments(state, rules);
  const matrix = state.eigenfactors
    ? adjustEigenfactors(raw.matrix, FACTOR_COUNT, state.eigenfactors.scale)
    : raw.matrix;
  for (let at = 0; at < matrix.length; at++) matrix[at]! *= state.regime.variance;
  const volatilities = new Float64Array(FACTOR_COUNT);
  for (let k = 0; k < FACTOR_COUNT; k++) volatilities[k] = Math.sqrt(matrix[k * (FACTOR_COUNT + 1)]!);
  return { ...raw, matrix, volatilities, regime: Math.sqrt(state.regime.variance) };
}

/** Volatilities and shrunk, floored correlations put together. */
function beforeAdjustments(state: CovarianceState, rules: CovarianceRules) {
  const n = FACTOR_COUNT;
  const { volatilities, fitted } = expectedVolatilities(state, rules);
  const sample = correlations(state.pairs);
  const shrinkage = rules.shrink ? shrinkageIntensity(state.pairs, sample) : 0;
  // The market is the first of the factors, and so the index.
  shrinkToIndex(sample, n, shrinkage);
  // The sample is positive semi-definite by its making; with a bound in hand there is no matrix to be looked at.
  const { eigenvalueFloor: floor } = rules;
  const isAbove = leastEigenvalue(sample, n, shrinkage) > floor;
  const matrix = isAbove ? sample : floorEigenvalues(sample, n, floor);
  const floored = matrix !== sample;
  for (let i = 0, at = 0; i < n; i++)
    for (let j = 0; j < n; j++, at++) matrix[at]! *= volatilities[i]! * volatilities[j]!;
  return { matrix, shrinkage, floored, fitted };
}

/** A volatility of 0, which no return bears out, would make the matrix singular: a hundredth of a basis point a day. */
const LEAST_VOLATILITY = 1e-6;

/** Factors that are alike enough to lend each other a variance: market, styles, industries. From and to. */
const KINDS = [
  [0, STYLE_AT],
  [STYLE_AT, INDUSTRY_AT],
  [INDUSTRY_AT, FACTOR_COUNT],
] as const;

function expectedVolatilities({ variances }: CovarianceState, { warmUp }: CovarianceRules) {
  const own = new Float64Array(FACTOR_COUNT);
  const fitted: number[] = [];
  for (let k = 0; k < FACTOR_COUNT; k++) {
    if (variances.counts[k]! < warmUp) fitted.push(k);
    else own[k] = varianceOf(variances, k);
  }
  const volatilities = fitted.length > 0 ? lent(own, fitted) : own;
  for (let k = 0; k < FACTOR_COUNT; k++)
    volatilities[k] = Math.max(Math.sqrt(volatilities[k]!), LEAST_VOLATILITY);
  return { volatilities, fitted };
}

/** Variances with those that are missing filled by the mean of their kind, or of all where their kind has none. */
function lent(own: Float64Array, missing: readonly number[]): Float64Array {
  const known = Float64Array.from(own, (v, k) => (missing.includes(k) ? NaN : v));
  const ofAll = meanOfKnown(known) ?? 0;
  const filled = own.slice();
  for (const [from, to] of KINDS) {
    const ofKind = meanOfKnown(known.subarray(from, to)) ?? ofAll;
    for (let k = from; k < to; k++) if (Number.isNaN(known[k]!)) filled[k] = ofKind;
  }
  return filled;
}

function meanOfKnown(values: Float64Array): number | null {
  const known = values.filter((v) => !Number.isNaN(v));
  return known.length > 0 ? known.reduce((sum, v) => sum + v, 0) / known.length : null;
}

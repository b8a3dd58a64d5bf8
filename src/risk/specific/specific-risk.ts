import {
  addToVariances,
  seriesVariances,
  varianceOf,
  widenVariances,
  type SeriesVariances,
} from '../../math/regression/newey-west.ts';
import { widenRows } from '../../math/windows/ring.ts';
import {
  addToMedians,
  runningMedians,
  widenMedians,
  type RunningMedians,
} from '../../math/windows/running-median.ts';
import type { CrossSection } from '../regression/cross-section.ts';
import { shrinkToDecileMean, sizeDeciles, widenDeciles, type SizeDeciles } from './bayesian-shrinkage.ts';
import type { SpecificRiskRules } from './specific-risk-rules.ts';
import { fitStructuralModel, structuralVolatility, type StructuralModel } from './structural-risk.ts';
import {
  updateVolatilityRegime,
  volatilityRegime,
  type VolatilityRegime,
} from '../covariance/volatility-regime.ts';

/** Everything that specific risk needs from the past: numbers and typed arrays, updated in place by each day. */
export interface SpecificRiskState {
  readonly variances: SeriesVariances;
  readonly medians: RunningMedians;
  readonly regime: VolatilityRegime;
  /** [N] volatilities expected for the next day, before λ of the volatility regime; `weights` are capitalisations. */
  readonly expected: Float64Array;
  readonly weights: Float64Array;
  /** [N] blending coefficient γ: the weight of a stock's own history; 0 is the structural model alone. */
  readonly blending: Float64Array;
  structure: StructuralModel | null;
  /** Null before the first day. */
  deciles: SizeDeciles | null;
  /** Sessions since structural model and deciles were last refitted. */
  sessionsSinceRefit: number;
}

/** A state without any days. */
export const newSpecificRisk = (issuers: number, rules: SpecificRiskRules): SpecificRiskState => ({
  variances: seriesVariances(issuers, rules.halfLife, rules.lags),
  medians: runningMedians(issuers, rules.halfLife),
  regime: volatilityRegime(),
  expected: new Float64Array(issuers).fill(NaN),
  weights: new Float64Array(issuers),
  blending: new Float64Array(issuers),
  structure: null,
  deciles: null,
  sessionsSinceRefit: 0,
});

/** Extends the state to more issuers, without residuals so far. */
export function widenSpecificRisk(state: SpecificRiskState, issuers: number): SpecificRiskState {
  const before = state.expected.length;
  return {
    ...state,
    variances: widenVariances(state.variances, issuers),
    medians: widenMedians(state.medians, issuers),
    expected: widenRows(state.expected, before, issuers, NaN),
    // Capitalisations, which are NaN until the issuer's first session.
    weights: widenRows(state.weights, before, issuers, NaN),
    blending: widenRows(state.blending, before, issuers, 0),
    deciles: state.deciles && widenDeciles(state.deciles, issuers),
  };
}

/** The specific risk forecast for the next session. */
export interface SpecificRisk {
  /**
   * [N] daily, decimals. NaN for an issuer without exposures and without enough history of its own, and for all
   * issuers until some stock has enough history.
   */
  readonly volatility: Float64Array;
  /** λ of the volatility regime; 1 if the adjustment is off. */
  readonly regime: number;
}

/** No stock is without risk: at least a basis point a day (our choice). */
const MINIMUM_VOLATILITY = 1e-4;
/** Residuals below this are zero up to rounding. */
const ROUNDING = 1e-12;
/** Standard deviation over median absolute value of a normal variable. */
const NORMAL = 1.4826;

/**
 * Adds a day's residuals, in place, and forecasts specific risk for the next session (USE4 §6): volatility from each
 * stock's own history, blended with a structural model where the history is short or fat-tailed, shrunk to the mean
 * of its size decile, and scaled by the volatility regime.
 *
 * @param residuals [N] of the day's regression; a missing one (NaN) leaves the issuer's own history unchanged.
 * @param section exposures and capitalisations at the close of the day, as the forecast is for the next.
 */
export function advanceSpecificRisk(
  state: SpecificRiskState,
  residuals: Float64Array,
  section: CrossSection,
  rules: SpecificRiskRules,
): SpecificRisk {
  const { variances, medians, regime, expected, weights, blending } = state;
  if (rules.regimeHalfLife !== null)
    updateVolatilityRegime(regime, residuals, expected, rules.regimeHalfLife, weights);
  addToVariances(variances, residuals);
  addToMedians(medians, residuals);
  for (let i = 0; i < expected.length; i++)
    expected[i] = Math.max(Math.sqrt(varianceOf(variances, i)), MINIMUM_VOLATILITY);
  writeBlendingCoefficients(state, rules);
  state.sessionsSinceRefit++;
  const due = state.structure === null || state.sessionsSinceRefit >= rules.structuralEvery;
  if (due) state.structure = fitStructuralModel(expected, blending, section) ?? state.structure;
  blend(state, section);
  if (due) {
    state.deciles = sizeDeciles(expected, section.marketCap);
    state.sessionsSinceRefit = 0;
  }
  if (rules.sizeShrinkage > 0 && state.deciles)
    shrinkToDecileMean(expected, section.marketCap, state.deciles, rules.sizeShrinkage);
  weights.set(section.marketCap);
  const lambda = Math.sqrt(regime.variance);
  const volatility = new Float64Array(expected.length);
  for (let i = 0; i < volatility.length; i++) volatility[i] = lambda * expected[i]!;
  return { volatility, regime: lambda };
}

/**
 * The blending coefficients γ = clip((h − 60)/120, 0, 1)·clip(exp(1 − Z), 0, 1) for h residuals (USE4 §6), in place. Z =
 * |σ/σ̃ − 1| measures tail fatness: σ is the standard deviation without lags and σ̃ a robust estimate. USE4 uses the
 * interquartile range over 1.35 for σ̃; this model uses 1.4826 times the running median absolute residual, which is
 * equal for symmetric residuals and needs no window (our choice).
 */
function writeBlendingCoefficients(
  { variances, medians: running, blending }: SpecificRiskState,
  { ownFrom, ownInFull }: SpecificRiskRules,
): void {
  const { counts, squares, weights } = variances;
  const { medians } = running;
  for (let i = 0; i < blending.length; i++) {
    const count = counts[i]!;
    const robust = NORMAL * medians[i]!;
    // Zero residuals are not evidence of low risk: a stock alone in its industry has no others, apart from rounding.
    if (count <= ownFrom || !(robust > ROUNDING)) {
      blending[i] = 0;
      continue;
    }
    const history = count >= ownInFull ? 1 : (count - ownFrom) / (ownInFull - ownFrom);
    // Z ≤ 1 unless tails are fat; then no division, root or exponential is needed.
    const isFat = squares[i]! > 4 * robust * robust * weights[i]!;
    blending[i] = isFat ? history * Math.exp(2 - Math.sqrt(squares[i]! / weights[i]!) / robust) : history;
  }
}

/** γσ + (1 − γ)·σ_structural, in place; NaN if the structural model is needed and an exposure is missing. */
function blend({ expected, blending, structure }: SpecificRiskState, section: CrossSection): void {
  for (let i = 0; i < expected.length; i++) {
    const gamma = blending[i]!;
    if (gamma === 1) continue;
    const fitted = structure === null ? NaN : structuralVolatility(structure, section, i);
    expected[i] = gamma === 0 ? fitted : gamma * expected[i]! + (1 - gamma) * fitted;
  }
}

import {
  addToVariances,
  seriesVariances,
  varianceOf,
  widenVariances,
  type SeriesVariances,
} from '../../math/regression/newey-west.ts';
import { widenRows } from '../../math/windows/ring.ts';
import { addToMedians, runningMedians, widenMedians, type RunningMedians } from '../../math/windows/running-median.ts';
import type { CrossSection } from '../regression/regression.ts';
import { shrinkToSize, sizeDeciles, widenDeciles, type SizeDeciles } from './bayesian-shrinkage.ts';
import type { SpecificRiskRules } from './specific-risk-rules.ts';
import { fitStructure, structuralVolatility, type StructuralModel } from './structural-risk.ts';
import { addToRegime, volatilityRegime, type VolatilityRegime } from '../covariance/volatility-regime.ts';

/** Everything that specific risk remembers of the past: numbers and typed arrays, changed in place by each day. */
export interface SpecificRiskState {
  readonly variances: SeriesVariances;
  readonly medians: RunningMedians;
  readonly regime: VolatilityRegime;
  /** Volatilities expected for the next day, without the regime's λ, and the capitalisations that weigh them. */
  readonly expected: Float64Array;
  readonly weights: Float64Array;
  /** γ by issuer: what its own history counts for in the blend; 0 is the structural model alone. */
  readonly trust: Float64Array;
  structure: StructuralModel | null;
  /** Null before the first day. */
  deciles: SizeDeciles | null;
  /** Days since both were last taken. */
  age: number;
}

export const newSpecificRisk = (issuers: number, rules: SpecificRiskRules): SpecificRiskState => ({
  variances: seriesVariances(issuers, rules.halfLife, rules.lags),
  medians: runningMedians(issuers, rules.halfLife),
  regime: volatilityRegime(),
  expected: new Float64Array(issuers).fill(NaN),
  weights: new Float64Array(issuers),
  trust: new Float64Array(issuers),
  structure: null,
  deciles: null,
  age: 0,
});

/** The same specific risk with more issuers, of which there has been no residual so far. */
export function widenSpecificRisk(state: SpecificRiskState, issuers: number): SpecificRiskState {
  const before = state.expected.length;
  return {
    ...state,
    variances: widenVariances(state.variances, issuers),
    medians: widenMedians(state.medians, issuers),
    expected: widenRows(state.expected, before, issuers, NaN),
    // Capitalisations, once there has been a session.
    weights: widenRows(state.weights, before, issuers, NaN),
    trust: widenRows(state.trust, before, issuers, 0),
    deciles: state.deciles && widenDeciles(state.deciles, issuers),
  };
}

/** A forecast for the next session. */
export interface SpecificRisk {
  /**
   * Daily, in decimals. NaN for an issuer that has no exposures today and not history enough to do without, and for
   * all issuers while none has a history.
   */
  readonly volatility: Float64Array;
  /** λ of the volatility regime; 1 where the adjustment is off. */
  readonly regime: number;
}

/** No stock is taken to be riskless: a basis point a day. Our choice. */
const LEAST_VOLATILITY = 1e-4;
/** What a residual of 0 may come to. */
const ROUNDING = 1e-12;
/** Of normal variables, standard deviation over median absolute value. */
const NORMAL = 1.4826;

/**
 * Takes a day's residuals in and forecasts the next: own history, blended with the structural model, shrunk to
 * stocks of like size.
 *
 * @param residuals of the day's regression; NaN is missing, and leaves that issuer's own figures as they stand.
 * @param section exposures and capitalisations at the close of the day: the forecast is for stocks as they are now.
 */
export function advanceSpecificRisk(
  state: SpecificRiskState,
  residuals: Float64Array,
  section: CrossSection,
  rules: SpecificRiskRules,
): SpecificRisk {
  const { variances, medians, regime, expected, weights, trust } = state;
  if (rules.regimeHalfLife !== null) addToRegime(regime, residuals, expected, rules.regimeHalfLife, weights);
  addToVariances(variances, residuals);
  addToMedians(medians, residuals);
  for (let i = 0; i < expected.length; i++) {
    expected[i] = Math.max(Math.sqrt(varianceOf(variances, i)), LEAST_VOLATILITY);
    trust[i] = ownTrust(state, i, rules);
  }
  state.age++;
  const due = state.structure === null || state.age >= rules.structuralEvery;
  if (due) state.structure = fitStructure(expected, trust, section) ?? state.structure;
  blend(state, section);
  if (due) {
    state.deciles = sizeDeciles(expected, section.marketCap);
    state.age = 0;
  }
  if (rules.sizeShrinkage > 0 && state.deciles)
    shrinkToSize(expected, section.marketCap, state.deciles, rules.sizeShrinkage);
  weights.set(section.marketCap);
  const lambda = Math.sqrt(regime.variance);
  const volatility = new Float64Array(expected.length);
  for (let i = 0; i < volatility.length; i++) volatility[i] = lambda * expected[i]!;
  return { volatility, regime: lambda };
}

/**
 * γ = clip((h − 60)/120, 0, 1)·clip(exp(1 − Z), 0, 1) for h residuals (USE4 §6). Z = |σ/σ̃ − 1| measures the tails: σ is the
 * standard deviation without lags, σ̃ a robust one. USE4 takes the interquartile range over 1.35 for σ̃; here it is
 * 1.4826 times the running median size, which is the same for symmetric residuals and needs no window.
 */
function ownTrust({ variances, medians }: SpecificRiskState, i: number, rules: SpecificRiskRules): number {
  const count = variances.counts[i]!;
  if (count <= rules.ownFrom) return 0;
  const history = count >= rules.ownInFull ? 1 : (count - rules.ownFrom) / (rules.ownInFull - rules.ownFrom);
  const robust = NORMAL * medians.medians[i]!;
  // Residuals of 0 are no history that could be trusted: a stock alone in its industry has no others, but for rounding.
  if (!(robust > ROUNDING)) return 0;
  const squares = variances.squares[i]!;
  const weight = variances.weights[i]!;
  // Z ≤ 1 for all but fat tails, and then neither division nor root nor exponential is needed.
  if (squares <= 4 * robust * robust * weight) return history;
  return history * Math.exp(2 - Math.sqrt(squares / weight) / robust);
}

/** γσ + (1 − γ)·structural, in place; NaN where the structural model is needed and an exposure is missing. */
function blend({ expected, trust, structure }: SpecificRiskState, section: CrossSection): void {
  for (let i = 0; i < expected.length; i++) {
    const gamma = trust[i]!;
    if (gamma === 1) continue;
    const fitted = structure === null ? NaN : structuralVolatility(structure, section, i);
    expected[i] = gamma === 0 ? fitted : gamma * expected[i]! + (1 - gamma) * fitted;
  }
}

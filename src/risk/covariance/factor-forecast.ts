import { symmetricEigen } from '../../math/linear-algebra/symmetric-eigen.ts';
import { subtractClipped } from '../../math/linear-algebra/subtract-clipped.ts';
import { type EstimationErrorState, meanEstimationError } from '../estimation-error/estimation-error.ts';
import { FACTOR_COUNT } from '../factors.ts';
import type { RiskRules } from '../risk-rules.ts';
import { type CovarianceState, factorCovariance } from './covariance.ts';
import { adjustEigenfactors, eigenfactorScale } from './eigenfactors.ts';

const N = FACTOR_COUNT;

/** Horizons of a forecast, in sessions: a day, and the month between two decisions. */
export const HORIZONS = [1, 21] as const;
/** A horizon of `HORIZONS`. */
export type Horizon = (typeof HORIZONS)[number];

/** The eigenvalues from which a month's eigenfactor adjustment is simulated. */
export interface EigenfactorBasis {
  /** Month of the sessions that it applies to, in months since year 0. */
  readonly month: number;
  /** [39] ascending, for each of `HORIZONS`, of the month's first covariance before the adjustment. */
  readonly values: readonly Float64Array[];
}

/**
 * The factor covariance forecast at a close, not yet combined: a decomposition takes longer than the session's whole
 * estimation, and few forecasts are read. `formCovariance` combines it. Daily decimal returns.
 */
export interface FactorForecast {
  /** [39 × 39] F as estimated, with the estimation error of factor returns; symmetric positive definite. */
  readonly covariance: Float64Array;
  /** λ_m² of the market's own volatility regime, which applies at the horizon of one session. */
  readonly marketRegime: number;
  /** [39 × 39] Ē, the part of F that is estimation error; 0 if it is not removed. */
  readonly meanError: Float64Array;
  /** [39 × 39] E of the last regression that renewed it: the specific risk of pure factor portfolios; 0 likewise. */
  readonly latestError: Float64Array;
  /** Null without eigenfactor adjustment. */
  readonly eigenfactors: EigenfactorBasis | null;
  /** Rules with which the parts are combined. */
  readonly rules: Pick<RiskRules, 'covariance' | 'estimationError'>;
}

/** The forecast at a close, without changing any state; null during the warm-up. */
export function factorForecast(
  covariance: CovarianceState,
  error: EstimationErrorState,
  eigenfactors: EigenfactorBasis | null,
  rules: RiskRules,
): FactorForecast | null {
  const estimate = factorCovariance(covariance, rules.covariance);
  if (estimate === null) return null;
  const { remove } = rules.estimationError;
  return {
    covariance: estimate.matrix,
    marketRegime: covariance.marketRegime.variance,
    meanError: remove ? meanEstimationError(error, estimate.imputed) : new Float64Array(N * N),
    latestError: remove ? error.latest : new Float64Array(N * N),
    eigenfactors,
    rules,
  };
}

/** Whether the rules adjust eigenfactors: by default only where estimation error is removed. */
export const adjustsEigenfactors = ({ covariance, estimationError }: FactorForecast['rules']): boolean =>
  covariance.eigenfactors !== null && (covariance.eigenfactors.apply === 'always' || estimationError.remove);

/** The eigenvalues of a new month's first forecast (months since year 0), from which its adjustment is simulated when one is read. */
export const eigenfactorBasis = (month: number, forecast: FactorForecast): EigenfactorBasis => ({
  month,
  values: HORIZONS.map((horizon) => symmetricEigen(correctedCovariance(forecast, horizon), N).values),
});

/**
 * The factor covariance for a horizon, in this order: F as estimated; at one session, row and column of the market times
 * λ_m; the estimation error subtracted; the eigenfactor adjustment. Subtracted before shrinkage, optimised portfolios
 * are underforecast in every simulated market.
 *
 * @returns [39 × 39] of daily returns, symmetric positive definite.
 */
export function formCovariance(forecast: FactorForecast, horizon: Horizon): Float64Array {
  const known = formed.get(forecast) ?? {};
  formed.set(forecast, known);
  return (known[horizon] ??= adjustedCovariance(forecast, horizon));
}

/** Results of `formCovariance`, which depend on nothing else; so they are shared by those who read them. */
const formed = new WeakMap<FactorForecast, Partial<Record<Horizon, Float64Array>>>();

function adjustedCovariance(forecast: FactorForecast, horizon: Horizon): Float64Array {
  const corrected = correctedCovariance(forecast, horizon);
  const { eigenfactors, rules } = forecast;
  if (eigenfactors === null || rules.covariance.eigenfactors === null) return corrected;
  const { month, values } = eigenfactors;
  const truth = values[HORIZONS.indexOf(horizon)]!;
  return adjustEigenfactors(corrected, N, scaleOfMonth(truth, month, rules.covariance.eigenfactors));
}

/** F for a horizon minus the estimation error. */
function correctedCovariance(
  { covariance, marketRegime, meanError, rules }: FactorForecast,
  horizon: Horizon,
): Float64Array {
  const matrix = horizon === 1 ? withMarketRegime(covariance, marketRegime) : covariance;
  const { remove, mostRemoved } = rules.estimationError;
  return remove && mostRemoved > 0 ? subtractClipped(matrix, meanError, N, mostRemoved) : matrix;
}

function withMarketRegime(covariance: Float64Array, variance: number): Float64Array {
  const matrix = covariance.slice();
  const lambda = Math.sqrt(variance);
  for (let k = 1; k < N; k++) {
    matrix[k]! *= lambda;
    matrix[k * N]! *= lambda;
  }
  matrix[0]! *= variance;
  return matrix;
}

/** Sessions of a month share a simulation of some 50 ms; so do those that are read again soon after. */
const REMEMBERED = 8;
const scales = new Map<string, Float64Array>();

function scaleOfMonth(
  truth: Float64Array,
  month: number,
  rules: Parameters<typeof eigenfactorScale>[2],
): Float64Array {
  const key = [month, JSON.stringify(rules), ...truth].join();
  const known = scales.get(key);
  if (known) return known;
  const label = `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
  const scale = eigenfactorScale(truth, label, rules);
  if (scales.size >= REMEMBERED) scales.delete(scales.keys().next().value!);
  scales.set(key, scale);
  return scale;
}

/** A forecast that consists of a covariance alone, which is used as it is for every horizon. */
export const plainForecast = (covariance: Float64Array, rules: FactorForecast['rules']): FactorForecast => ({
  covariance,
  marketRegime: 1,
  meanError: new Float64Array(N * N),
  latestError: new Float64Array(N * N),
  eigenfactors: null,
  rules: { ...rules, estimationError: { ...rules.estimationError, remove: false } },
});

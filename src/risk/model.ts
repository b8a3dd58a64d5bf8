import { type Day, monthNumber } from '../market/day.ts';
import { userError } from '../market/problem.ts';
import type { PriceState } from '../market/stocks/prices/price-state.ts';
import { widenRows } from '../math/windows/ring.ts';
import { advanceCovariance, type CovarianceState, newCovariance } from './covariance/covariance.ts';
import {
  adjustsEigenfactors,
  type EigenfactorBasis,
  eigenfactorBasis,
  type FactorForecast,
  factorForecast,
} from './covariance/factor-forecast.ts';
import {
  advanceEstimationError,
  type EstimationErrorState,
  newEstimationError,
  widenEstimationError,
} from './estimation-error/estimation-error.ts';
import type { DailySlice, Issuer } from '../market/stocks/daily-slice.ts';
import {
  advanceExposures,
  type Exposures,
  type ExposureState,
  growExposures,
  newExposureState,
  widenExposures,
} from './exposures/exposures.ts';
import { issuerKey } from './issuer-key.ts';
import { regress, type RegressionWorkspace, regressionWorkspace } from './regression/regression.ts';
import type { RegressionDay } from './regression/cross-section.ts';
import type { RiskRules } from './risk-rules.ts';
import {
  advanceSpecificRisk,
  newSpecificRisk,
  type SpecificRisk,
  type SpecificRiskState,
  widenSpecificRisk,
} from './specific/specific-risk.ts';

/**
 * The state of INEC-1 between two sessions: everything that the next session needs from the past, as plain numbers
 * and typed arrays. A rebuild and an extension process the same sessions and give bit-identical results.
 */
export interface RiskModel {
  readonly rules: RiskRules;
  readonly exposures: ExposureState;
  readonly covariance: CovarianceState;
  readonly estimationError: EstimationErrorState;
  readonly specificRisk: SpecificRiskState;
  /** The basis of this month's eigenfactor adjustment; null before the first. */
  eigenfactors: EigenfactorBasis | null;
  /**
   * Exposures and specific risk at the last close, on which the next session's returns are regressed; null before the
   * first.
   */
  latest: { readonly exposures: Exposures; readonly specificRisk: SpecificRisk | null } | null;
}

/** The model's output for one session of N issuers. */
export interface RiskDay {
  readonly day: Day;
  /** The session's returns on the exposures of the previous close; null until an estimation universe exists. */
  readonly regression: RegressionDay | null;
  /** [N] total returns since the previous close, decimals; NaN is missing. */
  readonly returns: Float64Array;
  /**
   * [N] total return since the last trade, for stocks that resume after too long a gap for a daily return; else NaN.
   */
  readonly resumed: Float64Array;
  /** At this close: the regressors of the next session. */
  readonly exposures: Exposures;
  /** [N] what `regression.residuals` are multiplied by to vary like specific returns (see `EstimationErrorState`). */
  readonly residualScale: Float64Array;
  /** The factor covariance at this close, computed on call; null during the warm-up. */
  readonly factorForecast: () => FactorForecast | null;
  readonly specificRisk: SpecificRisk | null;
}

/** Scratch arrays that sessions reuse; they carry no state. */
export type RiskModelWorkspace = RegressionWorkspace;

/** A model without any sessions. @throws UserError if two issuers have the same ISIN. */
export function newRiskModel(issuers: readonly Issuer[], rules: RiskRules): RiskModel {
  rejectDuplicates(issuers);
  return {
    rules,
    exposures: newExposureState(issuers, rules.exposures, rules.universe),
    covariance: newCovariance(rules.covariance),
    estimationError: newEstimationError(issuers.length),
    specificRisk: newSpecificRisk(issuers.length, rules.specificRisk),
    eigenfactors: null,
    latest: null,
  };
}

/**
 * Appends issuers without any data so far; the result is bit-identical to a model that had them from the start.
 *
 * @param issuers the model's issuers in their order, followed by the new ones.
 * @throws UserError if two issuers have the same ISIN.
 */
export function growRiskModel(model: RiskModel, issuers: readonly Issuer[]): RiskModel {
  const { latest } = model;
  const before = model.exposures.issuers.length;
  const issuerCount = issuers.length;
  // On most days no issuer is added; at most a name changes.
  if (issuerCount === before) return { ...model, exposures: { ...model.exposures, issuers } };
  rejectDuplicates(issuers);
  return {
    ...model,
    exposures: growExposures(model.exposures, issuers),
    estimationError: widenEstimationError(model.estimationError, issuerCount),
    specificRisk: widenSpecificRisk(model.specificRisk, issuerCount),
    latest: latest && {
      exposures: widenExposures(latest.exposures, issuers),
      specificRisk: latest.specificRisk && {
        ...latest.specificRisk,
        volatility: widenRows(latest.specificRisk.volatility, before, issuerCount, NaN),
      },
    },
  };
}

function rejectDuplicates(issuers: readonly Issuer[]): void {
  const seen = new Map<string, Issuer>();
  for (const issuer of issuers) {
    const key = issuerKey(issuer);
    const other = seen.get(key);
    if (other) {
      throw userError(
        'duplicate-isin',
        issuer.isin || issuer.symbol,
        `is assigned to two issuers, ${other.symbol} and ${issuer.symbol}.`,
        'Merge their rows, or correct one of the ISINs.',
      );
    }
    seen.set(key, issuer);
  }
}

/** Scratch arrays for a model of so many issuers. */
export const riskModelWorkspace = (issuers: number): RiskModelWorkspace => regressionWorkspace(issuers);

/**
 * Advances the model by one session, in place:
 *
 * 1. exposures at the close, from prices, volumes and accounts known by then;
 * 2. the session's returns regressed on the exposures of the *previous* close, so that a factor return is what an
 *    investor who knew the exposures would have earned;
 * 3. factor returns update the factor covariance, residuals update specific risk: the forecast for the next session.
 *
 * @param slice a session later than all before.
 */
export function advanceRiskModel(
  model: RiskModel,
  slice: DailySlice,
  workspace: RiskModelWorkspace,
): RiskDay {
  const { rules, latest } = model;
  const indexBefore = model.exposures.prices.index.slice();
  const exposures = advanceExposures(model.exposures, slice);
  const returns = model.exposures.prices.returns.slice();
  // Before the first review of the universe there is nothing to regress, and that is not a problem.
  const known = latest?.exposures.inEstimation.includes(1) ? latest : null;
  const regression =
    known &&
    regress(workspace, slice.day, returns, known.exposures, rules.regression, known.specificRisk?.volatility);
  let specificRisk: SpecificRisk | null = null;
  if (regression) specificRisk = updateForecasts(model, slice.day, regression, known, exposures);
  model.latest = { exposures, specificRisk };
  return {
    day: slice.day,
    regression,
    returns,
    resumed: resumedReturns(model.exposures.prices, indexBefore),
    exposures,
    residualScale: model.estimationError.residualScale,
    factorForecast: () => forecastOf(model),
    specificRisk,
  };
}

/** Adds a session's regression to covariance, estimation error and specific risk, in place. */
function updateForecasts(
  model: RiskModel,
  day: Day,
  regression: RegressionDay,
  known: NonNullable<RiskModel['latest']>,
  exposures: Exposures,
): SpecificRisk {
  const { rules, estimationError } = model;
  advanceCovariance(model.covariance, regression.factorReturns, rules.covariance);
  let { residuals } = regression;
  if (rules.estimationError.remove) {
    advanceEstimationError(
      estimationError,
      regression,
      known.exposures,
      monthNumber(known.exposures.day),
      known.specificRisk?.volatility ?? null,
      rules.estimationError,
    );
    const { residualScale } = estimationError;
    residuals = residuals.map((e, i) => e * residualScale[i]!);
  }
  const month = monthNumber(day);
  if (adjustsEigenfactors(rules) && model.eigenfactors?.month !== month) {
    const forecast = forecastOf(model);
    if (forecast) model.eigenfactors = eigenfactorBasis(month, forecast);
  }
  return advanceSpecificRisk(model.specificRisk, residuals, exposures, rules.specificRisk);
}

const forecastOf = (model: RiskModel): FactorForecast | null =>
  factorForecast(model.covariance, model.estimationError, model.eigenfactors, model.rules);

const resumedReturns = ({ idle, index, returns }: PriceState, indexBefore: Float64Array): Float64Array =>
  index.map((now, i) => (idle[i] === 0 && Number.isNaN(returns[i]!) ? now / indexBefore[i]! - 1 : NaN));

import { addDays, day, monthNumber } from '../../src/market/day.ts';
import { MONTH } from '../../src/market/stocks/sessions.ts';
import { advanceCovariance, newCovariance } from '../../src/risk/covariance/covariance.ts';
import {
  eigenfactorBasis,
  factorForecast,
  formCovariance,
} from '../../src/risk/covariance/factor-forecast.ts';
import {
  advanceEstimationError,
  newEstimationError,
} from '../../src/risk/estimation-error/estimation-error.ts';
import { regress, regressionWorkspace } from '../../src/risk/regression/regression.ts';
import type { RegressionDay } from '../../src/risk/regression/cross-section.ts';
import { DEFAULT_RISK_RULES } from '../../src/risk/risk-rules.ts';
import {
  advanceSpecificRisk,
  newSpecificRisk,
  type SpecificRisk,
} from '../../src/risk/specific/specific-risk.ts';
import type { Panel } from './panel.ts';

/** Milliseconds per day, by stage. */
export interface StageTimes {
  readonly regression: Float64Array;
  /** With estimation error and its renewal, which are part of the covariance's work. */
  readonly covariance: Float64Array;
  readonly specificRisk: Float64Array;
  /** Forming the corrected covariance of a forecast that is read, here once a month. */
  readonly forming: Float64Array;
  /** The same with the eigenfactor adjustment, whose simulation all forecasts of a month share. */
  readonly simulating: Float64Array;
}

/**
 * Runs INEC-1's estimation over a panel with the default rules: regression, factor covariance with estimation error, and
 * specific risk of each day. Reading the panel is not timed, and forming a corrected covariance is timed apart, because it
 * is done when one is read. The estimation universe counts as new every 21 days.
 *
 * @param onDay receives each day's regression.
 */
export function estimate(panel: Panel, onDay: (day: RegressionDay) => void): StageTimes {
  const rules = DEFAULT_RISK_RULES;
  const work = regressionWorkspace(panel.stocks);
  const covariance = newCovariance(rules.covariance);
  const error = newEstimationError(panel.stocks);
  const specific = newSpecificRisk(panel.stocks, rules.specificRisk);
  const times = {
    regression: new Float64Array(panel.days),
    covariance: new Float64Array(panel.days),
    specificRisk: new Float64Array(panel.days),
  };
  const forming: number[] = [];
  const simulating: number[] = [];
  const first = day('2000-01-03');
  let risk: SpecificRisk | null = null;
  for (let t = 0; t < panel.days; t++) {
    const { returns, section } = panel.next();
    const date = addDays(first, t);
    const start = performance.now();
    const result = regress(work, date, returns, section, rules.regression);
    const regressed = performance.now();
    advanceCovariance(covariance, result.factorReturns, rules.covariance);
    const month = Math.floor(t / MONTH);
    advanceEstimationError(error, result, section, month, risk?.volatility ?? null, rules.estimationError);
    const forecast = factorForecast(covariance, error, null, rules);
    const covered = performance.now();
    const { residualScale } = error;
    const residuals = new Float64Array(panel.stocks);
    for (let i = 0; i < residuals.length; i++) residuals[i] = result.residuals[i]! * residualScale[i]!;
    risk = advanceSpecificRisk(specific, residuals, section, rules.specificRisk);
    const end = performance.now();
    times.regression[t] = regressed - start;
    times.covariance[t] = covered - regressed;
    times.specificRisk[t] = end - covered;
    if (forecast && t % MONTH === 0) {
      formCovariance(forecast, 21);
      forming.push(performance.now() - end);
      const eigenfactors = eigenfactorBasis(monthNumber(date), forecast);
      const adjusting = performance.now();
      formCovariance({ ...forecast, eigenfactors }, 21);
      simulating.push(performance.now() - adjusting);
    }
    onDay(result);
  }
  return { ...times, forming: Float64Array.from(forming), simulating: Float64Array.from(simulating) };
}

import { addDays, day } from '../../src/market/day.ts';
import { advanceCovariance, factorCovariance, newCovariance } from '../../src/risk/covariance/covariance.ts';
import { DEFAULT_COVARIANCE_RULES } from '../../src/risk/covariance/covariance-rules.ts';
import { regress, regressionWorkspace } from '../../src/risk/regression/regression.ts';
import type { RegressionDay } from '../../src/risk/regression/cross-section.ts';
import { DEFAULT_REGRESSION_RULES } from '../../src/risk/regression/regression-rules.ts';
import { advanceSpecificRisk, newSpecificRisk } from '../../src/risk/specific/specific-risk.ts';
import { DEFAULT_SPECIFIC_RISK_RULES } from '../../src/risk/specific/specific-risk-rules.ts';
import type { Panel } from './panel.ts';

/** Milliseconds per day, by stage. */
export interface StageTimes {
  readonly regression: Float64Array;
  readonly covariance: Float64Array;
  readonly specificRisk: Float64Array;
}

/**
 * Runs INEC-1's estimation over a panel with the default rules: regression, factor covariance and specific risk of
 * each day. Reading the panel is not timed.
 *
 * @param onDay receives each day's regression.
 */
export function estimate(panel: Panel, onDay: (day: RegressionDay) => void): StageTimes {
  const work = regressionWorkspace(panel.stocks);
  const covariance = newCovariance(DEFAULT_COVARIANCE_RULES);
  const specific = newSpecificRisk(panel.stocks, DEFAULT_SPECIFIC_RISK_RULES);
  const times = {
    regression: new Float64Array(panel.days),
    covariance: new Float64Array(panel.days),
    specificRisk: new Float64Array(panel.days),
  };
  const first = day('2000-01-03');
  for (let t = 0; t < panel.days; t++) {
    const { returns, section } = panel.next();
    const date = addDays(first, t);
    const start = performance.now();
    const result = regress(work, date, returns, section, DEFAULT_REGRESSION_RULES);
    const regressed = performance.now();
    advanceCovariance(covariance, result.factorReturns, DEFAULT_COVARIANCE_RULES);
    factorCovariance(covariance, DEFAULT_COVARIANCE_RULES);
    const covered = performance.now();
    advanceSpecificRisk(specific, result.residuals, section, DEFAULT_SPECIFIC_RISK_RULES);
    const end = performance.now();
    times.regression[t] = regressed - start;
    times.covariance[t] = covered - regressed;
    times.specificRisk[t] = end - covered;
    onDay(result);
  }
  return times;
}

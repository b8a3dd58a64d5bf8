import {
  groupedResiduals,
  groupedWls,
  wlsWorkspace,
  type GroupedFit,
  type WlsWorkspace,
} from '../../math/regression/structured-wls.ts';
import { displayDay, iso, type Day } from '../../market/day.ts';
import type { Problem } from '../../market/problem.ts';
import { factorReturns, industryConstraintWeights, varianceInflation } from './factor-returns.ts';
import { FACTOR_COUNT, INDUSTRY_COUNT, STYLE_COUNT, STYLES } from '../factors.ts';
import type { CrossSection, RegressionDay } from './cross-section.ts';
import type { RegressionRules } from './regression-rules.ts';
import { trimOutliers, writeRegressionWeights } from './regression-weights.ts';

/** Scratch arrays that the daily regressions of N issuers reuse. */
export interface RegressionWorkspace extends WlsWorkspace {
  readonly weight: Float64Array;
}

/** Scratch arrays for so many issuers. */
export const regressionWorkspace = (issuers: number): RegressionWorkspace => ({
  ...wlsWorkspace(INDUSTRY_COUNT),
  weight: new Float64Array(issuers),
});

/**
 * Regresses a day's stock returns on the exposures of the previous close (USE4).
 *
 * Each stock's return is the market return, plus its style exposures times the style returns, plus its industry's
 * return, plus a specific return. Weighted least squares by the method of within-industry means: styles are demeaned
 * within each industry, which absorbs the industry dummies and leaves a 12 × 12 system; intercepts then give market
 * and industry returns.
 *
 * @param returns [N] total returns, decimals; NaN is missing.
 * @param specificVolatility [N], used only with `inverse-specific-variance` weights; an issuer with NaN is then
 *   excluded.
 * @returns factor returns, residuals and fit. A day with too few degrees of freedom has method `none` and a problem.
 */
export function regress(
  work: RegressionWorkspace,
  day: Day,
  returns: Float64Array,
  section: CrossSection,
  rules: RegressionRules,
  specificVolatility?: Float64Array,
): RegressionDay {
  const { weight } = work;
  writeRegressionWeights(weight, returns, section, rules, specificVolatility);
  const observations = { response: returns, covariates: section.styles, group: section.industry, weight };
  let fit = groupedWls(work, observations);
  let remainder = groupedResiduals(work, fit);
  let trimmed = 0;
  if (rules.trimBeyond !== null) {
    trimmed = trimOutliers(weight, remainder.residuals, rules.trimBeyond);
    fit = groupedWls(work, observations);
    remainder = groupedResiduals(work, fit);
  }
  const stocks = fit.means.observations;
  const freedom = stocks - fit.parameters;
  if (freedom < rules.minimumFreedom) return emptyRegression(day, returns.length, fit, trimmed, rules);
  const { residuals, unexplained, aboutMean, aboutZero } = remainder;
  const rSquared = explainedFraction(unexplained, aboutMean);
  const problem = problemOf(day, fit);
  const constraintWeights = industryConstraintWeights(fit, section, weight, rules);
  const estimates = factorReturns(fit, constraintWeights, unexplained / freedom);
  const result: RegressionDay = {
    // Field by field: a spread takes several microseconds.
    factorReturns: estimates.factorReturns,
    standardErrors: estimates.standardErrors,
    tStats: estimates.tStats,
    rSquared,
    adjustedRSquared: 1 - ((1 - rSquared) * (stocks - 1)) / freedom,
    rSquaredAboutZero: explainedFraction(unexplained, aboutZero),
    residuals,
    stocks,
    trimmed,
    condition: fit.condition,
    vif: varianceInflation(fit),
    method: fit.method,
    solution: { fit, constraintWeights, weight },
  };
  return problem ? { ...result, problem } : result;
}

/** R²; 1 if the returns have no variation to explain. */
const explainedFraction = (unexplained: number, total: number): number =>
  total > 0 ? 1 - unexplained / total : 1;

function problemOf(day: Day, fit: GroupedFit): Problem | undefined {
  if (fit.method === 'cholesky') return undefined;
  const omitted = STYLES.map((_, k) => k).filter((k) => Number.isNaN(fit.slopes[k]));
  if (omitted.length === 0) {
    return {
      severity: 'note',
      code: 'ill-conditioned-day',
      about: iso(day),
      message: `the styles are nearly collinear on ${displayDay(day)} (condition number ${fit.condition.toPrecision(2)}); the regression was solved by QR.`,
      remedy: 'Check the standard errors and variance inflation of that day.',
    };
  }
  const collinear = omitted.filter((k) => !isZeroForAll(k, fit));
  if (collinear.length === 0) return undefined;
  return {
    severity: 'warning',
    code: 'singular-day',
    about: iso(day),
    message: `${collinear.map((k) => STYLES[k]).join(', ')} ${collinear.length === 1 ? 'is' : 'are'} collinear with other factors on ${displayDay(day)}; no return was estimated.`,
    remedy: 'Look for a style that is constant within each industry, or that duplicates another.',
  };
}

/** Whether no stock has data on the style, which the exposures already report (`style-without-data`). */
const isZeroForAll = (k: number, { within, means }: GroupedFit): boolean =>
  within[k] === 0 &&
  means.covariates.every((mean, at) => at % STYLE_COUNT !== k || mean === 0 || Number.isNaN(mean));

function emptyRegression(
  day: Day,
  issuers: number,
  fit: GroupedFit,
  trimmed: number,
  { minimumFreedom }: RegressionRules,
): RegressionDay {
  const missing = (count: number) => new Float64Array(count).fill(NaN);
  return {
    factorReturns: missing(FACTOR_COUNT),
    standardErrors: missing(FACTOR_COUNT),
    tStats: missing(FACTOR_COUNT),
    rSquared: NaN,
    adjustedRSquared: NaN,
    rSquaredAboutZero: NaN,
    residuals: missing(issuers),
    stocks: fit.means.observations,
    trimmed,
    condition: NaN,
    vif: missing(STYLE_COUNT),
    method: 'none',
    solution: null,
    problem: {
      severity: 'warning',
      code: 'too-few-stocks',
      about: iso(day),
      message: `${displayDay(day)} has no factor returns: ${fit.means.observations} stocks with a return and exposures are too few for ${fit.parameters} factors plus the ${minimumFreedom} degrees of freedom that the rules require.`,
      remedy:
        'Check that the prices of that day are complete and that the estimation universe is large enough (docs/methodology/inec1-method.md).',
    },
  };
}

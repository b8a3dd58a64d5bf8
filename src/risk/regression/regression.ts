import { groupedResiduals } from '../../math/regression/grouped-residuals.ts';
import { groupedWls, wlsWorkspace, type GroupedFit, type WlsWorkspace } from '../../math/regression/structured-wls.ts';
import { displayDay, iso, type Day } from '../../market/day.ts';
import type { Problem } from '../../market/problem.ts';
import { factorReturns, industryShares, varianceInflation } from './factor-returns.ts';
import { FACTOR_COUNT, INDUSTRY_COUNT, STYLE_COUNT, STYLES } from '../factors.ts';
import type { RegressionRules } from './regression-rules.ts';
import { sumsOfSquares, trimOutliers, weigh } from './regression-weights.ts';

/** What the regression of a day reads of the exposures known at the close before. An entry an issuer. */
export interface CrossSection {
  /** N × 12, row-major; NaN for an issuer without exposures. */
  readonly styles: Float64Array;
  /** Index into `INDUSTRIES`. */
  readonly industry: Uint8Array;
  /** ₹ crore; NaN unknown. */
  readonly marketCap: Float64Array;
  /** 1 for an issuer of the estimation universe, whose return enters the fit. */
  readonly inEstimation: Uint8Array;
}

/**
 * A day's r = m + Σ x·f + industry + ε by weighted least squares over the estimation universe (seed, USE4). Returns
 * are decimals a day and are not winsorised. Arrays of factors are in the order of `FACTORS`, those of issuers in that of columns.
 */
export interface RegressionDay {
  /** 39; NaN for an industry without a stock that day and for a style that the day cannot tell from others. */
  readonly factorReturns: Float64Array;
  /** Of `factorReturns`, under the weights' own model of the variances; NaN where the return is. */
  readonly standardErrors: Float64Array;
  readonly tStats: Float64Array;
  /** 1 − Σwe²/Σw(r − r̄)², about the weighted mean, as R's `lm` has it: a move of the whole market does not count. */
  readonly rSquared: number;
  readonly adjustedRSquared: number;
  /** 1 − Σwe²/Σwr², about zero, as USE4 reports it: explaining the market's own return counts. */
  readonly rSquaredAboutZero: number;
  /** ε of every issuer with a return and exposures, in the fit or not; NaN else, and where its industry has no return. */
  readonly residuals: Float64Array;
  /** Issuers in the fit. */
  readonly names: number;
  /** Issuers that the robust option left out of the fit; their residuals are given all the same. */
  readonly trimmed: number;
  /** Of the styles' correlations within industries, 1-norm; Infinity where a style was left out. */
  readonly condition: number;
  /** 1/(1 − R²) of each style on all other factors, in the weights of the fit; NaN where the style was left out. */
  readonly vif: Float64Array;
  /** `none`: no regression was possible; every factor return and residual is NaN, and `problem` says why. */
  readonly method: 'cholesky' | 'qr' | 'none';
  readonly problem?: Problem;
}

/** Scratch for the regressions of a model of N issuers, one after another. */
export interface RegressionWorkspace extends WlsWorkspace {
  readonly weight: Float64Array;
}

export const regressionWorkspace = (issuers: number): RegressionWorkspace => ({
  ...wlsWorkspace(INDUSTRY_COUNT),
  weight: new Float64Array(issuers),
});

/**
 * The regression of a day's returns on the exposures of the close before.
 *
 * @param returns total returns, an entry an issuer; NaN is missing.
 * @param specificVolatility an entry an issuer, read under the weights `inverse-specific-variance` only; an issuer
 *   for which it is NaN is then not in the fit.
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
  weigh(weight, returns, section, rules, specificVolatility);
  const observations = { response: returns, covariates: section.styles, group: section.industry, weight };
  let fit = groupedWls(work, observations);
  let residuals = groupedResiduals(fit, observations);
  let trimmed = 0;
  if (rules.trimBeyond !== null) {
    trimmed = trimOutliers(weight, residuals, rules.trimBeyond);
    fit = groupedWls(work, observations);
    residuals = groupedResiduals(fit, observations);
  }
  const names = fit.means.observations;
  const freedom = names - fit.parameters;
  if (freedom < rules.minimumFreedom) return withoutRegression(day, returns.length, fit, trimmed, rules);
  const { unexplained, aboutMean, aboutZero } = sumsOfSquares(weight, returns, residuals);
  const rSquared = explained(unexplained, aboutMean);
  const problem = problemOf(day, fit);
  return {
    ...factorReturns(fit, industryShares(fit, section, weight, rules), unexplained / freedom),
    rSquared,
    adjustedRSquared: 1 - ((1 - rSquared) * (names - 1)) / freedom,
    rSquaredAboutZero: explained(unexplained, aboutZero),
    residuals,
    names,
    trimmed,
    condition: fit.condition,
    vif: varianceInflation(fit),
    method: fit.method,
    ...(problem && { problem }),
  };
}

/** Returns that do not vary are explained whole. */
const explained = (unexplained: number, total: number): number => (total > 0 ? 1 - unexplained / total : 1);

function problemOf(day: Day, fit: GroupedFit): Problem | undefined {
  if (fit.method === 'cholesky') return undefined;
  const left = STYLES.map((_, k) => k).filter((k) => Number.isNaN(fit.slopes[k]));
  if (left.length === 0) {
    return {
      severity: 'note',
      code: 'ill-conditioned-day',
      about: iso(day),
      message: `the styles are nearly collinear on ${displayDay(day)} (condition ${fit.condition.toPrecision(2)}); solved by QR.`,
      remedy: 'Read the standard errors and variance inflation of that day.',
    };
  }
  const collinear = left.filter((k) => !isZeroForAll(k, fit));
  if (collinear.length === 0) return undefined;
  return {
    severity: 'warning',
    code: 'singular-day',
    about: iso(day),
    message: `${collinear.map((k) => STYLES[k]).join(', ')} cannot be told from the other factors on ${displayDay(day)}; no return for it.`,
    remedy: 'Look for a style that is the same for all stocks of each industry, or that repeats another.',
  };
}

/** Nobody has data on the style, which the exposures have told already (`style-without-data`). */
const isZeroForAll = (k: number, { within, means }: GroupedFit): boolean =>
  within[k] === 0 &&
  means.covariates.every((mean, at) => at % STYLE_COUNT !== k || mean === 0 || Number.isNaN(mean));

function withoutRegression(
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
    names: fit.means.observations,
    trimmed,
    condition: NaN,
    vif: missing(STYLE_COUNT),
    method: 'none',
    problem: {
      severity: 'warning',
      code: 'too-few-stocks',
      about: iso(day),
      message: `${fit.means.observations} stocks with a return and exposures do not suffice for ${fit.parameters} factor returns on ${displayDay(day)}: ${minimumFreedom} more than these are asked for, and the day has none.`,
      remedy:
        'Check that prices of that day are complete, and that the estimation universe is not too narrow (docs/INEC-1.md).',
    },
  };
}

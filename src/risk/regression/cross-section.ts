import type { Problem } from '../../market/problem.ts';
import type { GroupedFit } from '../../math/regression/structured-wls.ts';

/** The regressors of a day: exposures of N issuers known at the previous close. */
export interface CrossSection {
  /** [N × 12] style exposures, row-major by issuer; NaN for an issuer without exposures. */
  readonly styles: Float64Array;
  /** [N] index into `INDUSTRIES`. */
  readonly industry: Uint8Array;
  /** [N] ₹ crore; NaN is unknown. */
  readonly marketCap: Float64Array;
  /** [N] 1 for a member of the estimation universe, whose return enters the regression. */
  readonly inEstimation: Uint8Array;
}

/**
 * The result of a day's cross-sectional regression, r = f_market + Σ x·f_style + f_industry + ε, by weighted least
 * squares over the estimation universe (USE4). Returns are daily decimals and are not winsorised. Factor arrays are
 * in the order of `FACTORS`, issuer arrays in column order.
 */
export interface RegressionDay {
  /** [39]; NaN for an industry without stocks on the day, and for a style collinear with other factors. */
  readonly factorReturns: Float64Array;
  /** [39] of `factorReturns`, assuming variances inversely proportional to the weights; NaN where the return is. */
  readonly standardErrors: Float64Array;
  /** [39] */
  readonly tStats: Float64Array;
  /** 1 − Σwε²/Σw(r − r̄)², about the weighted mean, as in R's `lm`: a move of the whole market does not count. */
  readonly rSquared: number;
  readonly adjustedRSquared: number;
  /** 1 − Σwε²/Σwr², about zero, as USE4 reports it: explaining the market return counts. */
  readonly rSquaredAboutZero: number;
  /**
   * [N] ε of every issuer with a return and exposures, in the regression or not; NaN otherwise, and if its industry
   * has no return.
   */
  readonly residuals: Float64Array;
  /** Stocks in the regression. */
  readonly stocks: number;
  /** Stocks removed as outliers; their residuals are still computed. */
  readonly trimmed: number;
  /** Condition number (1-norm) of the styles' within-industry correlations; Infinity if a style was omitted. */
  readonly condition: number;
  /**
   * [12] variance inflation, 1/(1 − R²) of each style on all other factors, regression-weighted; NaN if the style was
   * omitted.
   */
  readonly vif: Float64Array;
  /**
   * `none` if no regression was possible: all factor returns and residuals are NaN, and `problem` states the reason.
   */
  readonly method: 'cholesky' | 'qr' | 'none';
  readonly problem?: Problem;
  /** The solution behind the factor returns; null if no regression was possible. */
  readonly solution: RegressionSolution | null;
}

/** What the estimation error of factor returns depends on. */
export interface RegressionSolution {
  readonly fit: GroupedFit;
  /** [26] weights with which industry returns sum to zero. */
  readonly constraintWeights: Float64Array;
  /** [N] 0 for a stock that is not in the fit. The workspace's array, which the next regression overwrites. */
  readonly weight: Float64Array;
}

import type { GroupedFit } from '../../math/regression/structured-wls.ts';
import { FACTOR_COUNT, INDUSTRY_AT, INDUSTRY_COUNT, STYLE_AT, STYLE_COUNT } from '../factors.ts';
import type { CrossSection, RegressionDay } from './cross-section.ts';
import type { RegressionRules } from './regression-rules.ts';

/**
 * The weight c of each industry in the constraint Σ c·f = 0. The market column equals the sum of the industry
 * dummies, so without the constraint the factor returns are not identified; with it, MARKET is the return of the
 * constraint's industry mix, and industry returns are relative to it. Equal weights over the industries present
 * (INEC-1), or market capitalisation in the regression (USE4: MARKET is then the cap-weighted market).
 *
 * @returns [26], summing to 1; 0 for an industry without stocks.
 */
export function industryConstraintWeights(
  { intercepts }: GroupedFit,
  { industry, marketCap }: CrossSection,
  weight: Float64Array,
  rules: RegressionRules,
): Float64Array {
  const shares = new Float64Array(INDUSTRY_COUNT);
  if (rules.industries === 'cap') {
    for (let i = 0; i < weight.length; i++) if (weight[i]! > 0) shares[industry[i]!]! += marketCap[i]!;
  } else for (let g = 0; g < INDUSTRY_COUNT; g++) shares[g] = Number.isNaN(intercepts[g]) ? 0 : 1;
  let total = 0;
  for (let g = 0; g < INDUSTRY_COUNT; g++) total += shares[g]!;
  for (let g = 0; g < INDUSTRY_COUNT; g++) shares[g]! /= total;
  return shares;
}

/**
 * Factor returns with standard errors. The fit has one intercept per industry, a_g = f_market + f_g. As the
 * constraint weights sum to 1 and Σ c·f_g = 0, the market return is Σ c·a, and each industry return is what its
 * intercept adds to it: the constraint is a shift after the solve. Style slopes are pure factor returns: long–short
 * portfolios with unit exposure to one style and none to the others or to any industry.
 *
 * @param variance residual variance of an observation with weight 1.
 */
export function factorReturns(
  { slopes, intercepts, means: { weights, covariates }, inverse }: GroupedFit,
  constraintWeights: Float64Array,
  variance: number,
): Pick<RegressionDay, 'factorReturns' | 'standardErrors' | 'tStats'> {
  // Imported constants as locals: V8 reads an import again in every iteration of a loop.
  const styles = STYLE_COUNT;
  const industries = INDUSTRY_COUNT;
  const returns = new Float64Array(FACTOR_COUNT);
  const errors = new Float64Array(FACTOR_COUNT);
  let market = 0;
  let marketOwn = 0; // Σ c²/D: the market's variance if style returns were known exactly
  marketMeans.fill(0);
  for (let g = 0, at = 0; g < industries; g++, at += styles) {
    const c = constraintWeights[g]!;
    if (c === 0) continue;
    market += c * intercepts[g]!;
    marketOwn += (c * c) / weights[g]!;
    for (let k = 0; k < styles; k++) marketMeans[k]! += c * covariates[at + k]!;
  }
  returns[0] = market;
  errors[0] = Math.sqrt(variance * (marketOwn + quadratic(inverse, marketMeans)));
  for (let k = 0; k < styles; k++) {
    returns[STYLE_AT + k] = slopes[k]!;
    errors[STYLE_AT + k] = Number.isNaN(slopes[k]!) ? NaN : Math.sqrt(variance * inverse[k * (styles + 1)]!);
  }
  for (let g = 0, at = 0; g < industries; g++, at += styles) {
    returns[INDUSTRY_AT + g] = intercepts[g]! - market;
    if (Number.isNaN(intercepts[g]!)) {
      errors[INDUSTRY_AT + g] = NaN;
      continue;
    }
    for (let k = 0; k < styles; k++) difference[k] = covariates[at + k]! - marketMeans[k]!;
    const own = (1 - 2 * constraintWeights[g]!) / weights[g]! + marketOwn;
    errors[INDUSTRY_AT + g] = Math.sqrt(variance * (own + quadratic(inverse, difference)));
  }
  const tStats = new Float64Array(FACTOR_COUNT);
  for (let k = 0; k < FACTOR_COUNT; k++) tStats[k] = tStatistic(returns[k]!, errors[k]!);
  return { factorReturns: returns, standardErrors: errors, tStats };
}

/** Scratch: a small typed array takes as long to allocate as it takes to fill. */
const marketMeans = new Float64Array(STYLE_COUNT);
const difference = new Float64Array(STYLE_COUNT);

/** t = f / standard error. With a zero error (perfect fit) it is 0 for a zero return, otherwise ±Infinity. */
export const tStatistic = (factorReturn: number, error: number): number =>
  factorReturn === 0 ? 0 : factorReturn / error;

/** v′Av for a symmetric A, 12 × 12, from its upper triangle. */
function quadratic(a: Float64Array, v: Float64Array): number {
  const n = STYLE_COUNT;
  let sum = 0;
  for (let i = 0, row = 0; i < n; i++, row += n) {
    let right = 0;
    for (let j = i + 1; j < n; j++) right += a[row + j]! * v[j]!;
    sum += v[i]! * (a[row + i]! * v[i]! + 2 * right);
  }
  return sum;
}

/**
 * Variance inflation factor, VIF = 1/(1 − R²) of each style on market, industries and the other styles: by how much
 * collinearity raises the variance of its factor return. Computed as the style's weighted sum of squares about the
 * overall mean times its diagonal entry of the inverse normal matrix.
 *
 * @returns [12]; NaN for an omitted style.
 */
export function varianceInflation({ slopes, means, within, inverse }: GroupedFit): Float64Array {
  const { weights, covariates } = means;
  const styles = STYLE_COUNT;
  const industries = INDUSTRY_COUNT;
  let total = 0;
  for (let g = 0; g < industries; g++) total += weights[g]!;
  const vif = new Float64Array(styles).fill(NaN);
  for (let k = 0; k < styles; k++) {
    if (Number.isNaN(slopes[k])) continue;
    let mean = 0;
    for (let g = 0; g < industries; g++) mean += (weights[g]! / total) * covariates[g * styles + k]!;
    let squares = within[k]!;
    for (let g = 0; g < industries; g++) {
      const gap = covariates[g * styles + k]! - mean;
      squares += weights[g]! * gap * gap;
    }
    vif[k] = squares * inverse[k * (styles + 1)]!;
  }
  return vif;
}

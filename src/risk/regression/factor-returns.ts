import type { GroupedFit } from '../../math/regression/structured-wls.ts';
import { FACTOR_COUNT, INDUSTRY_AT, INDUSTRY_COUNT, STYLE_AT, STYLE_COUNT } from '../factors.ts';
import type { CrossSection, RegressionDay } from './regression.ts';
import type { RegressionRules } from './regression-rules.ts';

/**
 * The share c of each industry in the constraint Σ c·f = 0: equal over the industries present (the seed's text), or
 * by the market capitalisation in the fit (USE4). 0 for an industry without a stock, which leaves the constraint.
 */
export function industryShares(
  { intercepts }: GroupedFit,
  { industry, marketCap }: CrossSection,
  weight: Float64Array,
  rules: RegressionRules,
): Float64Array {
  const sizes = intercepts.map((a) => (Number.isNaN(a) ? 0 : 1));
  if (rules.industries === 'cap') {
    sizes.fill(0);
    for (let i = 0; i < weight.length; i++) if (weight[i]! > 0) sizes[industry[i]!]! += marketCap[i]!;
  }
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return sizes.map((size) => size / total);
}

/**
 * Factor returns with their standard errors from the fit. An intercept is a_g = m + f_g, so the constraint is a shift
 * after the solve: m = Σ c·a.
 *
 * @param variance of a residual of weight 1.
 */
export function factorReturns(
  { slopes, intercepts, means, inverse }: GroupedFit,
  shares: Float64Array,
  variance: number,
): Pick<RegressionDay, 'factorReturns' | 'standardErrors' | 'tStats'> {
  const returns = new Float64Array(FACTOR_COUNT).fill(NaN);
  const errors = new Float64Array(FACTOR_COUNT).fill(NaN);
  let market = 0;
  const marketMeans = new Float64Array(STYLE_COUNT);
  let marketOwn = 0; // Σ c²/D: the part of the market's variance that the intercepts would have without styles
  for (let g = 0; g < INDUSTRY_COUNT; g++) {
    const c = shares[g]!;
    if (c === 0) continue;
    market += c * intercepts[g]!;
    marketOwn += (c * c) / means.weights[g]!;
    for (let k = 0; k < STYLE_COUNT; k++) marketMeans[k]! += c * means.covariates[g * STYLE_COUNT + k]!;
  }
  returns[0] = market;
  errors[0] = Math.sqrt(variance * (marketOwn + quadratic(inverse, marketMeans)));
  for (let k = 0; k < STYLE_COUNT; k++) {
    returns[STYLE_AT + k] = slopes[k]!;
    if (!Number.isNaN(slopes[k]))
      errors[STYLE_AT + k] = Math.sqrt(variance * inverse[k * (STYLE_COUNT + 1)]!);
  }
  const apart = new Float64Array(STYLE_COUNT);
  for (let g = 0; g < INDUSTRY_COUNT; g++) {
    if (Number.isNaN(intercepts[g])) continue;
    for (let k = 0; k < STYLE_COUNT; k++) apart[k] = means.covariates[g * STYLE_COUNT + k]! - marketMeans[k]!;
    const own = (1 - 2 * shares[g]!) / means.weights[g]! + marketOwn;
    returns[INDUSTRY_AT + g] = intercepts[g]! - market;
    errors[INDUSTRY_AT + g] = Math.sqrt(variance * (own + quadratic(inverse, apart)));
  }
  const tStats = returns.map((f, k) => tStatistic(f, errors[k]!));
  return { factorReturns: returns, standardErrors: errors, tStats };
}

/** A perfect fit has no error: the statistic of a return of 0 is then 0, of any other ±Infinity. */
export const tStatistic = (factorReturn: number, error: number): number =>
  factorReturn === 0 ? 0 : factorReturn / error;

/** v′Av for a symmetric A, from its upper triangle. */
function quadratic(a: Float64Array, v: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < v.length; i++) {
    let right = 0;
    for (let j = i + 1; j < v.length; j++) right += a[i * v.length + j]! * v[j]!;
    sum += v[i]! * (a[i * v.length + i]! * v[i]! + 2 * right);
  }
  return sum;
}

/**
 * VIF = 1/(1 − R²) of each style on market, industries and the other styles: its weighted sum of squares about the
 * overall mean, times its entry of the inverse. NaN for a style that was left out.
 */
export function varianceInflation({ slopes, means, within, inverse }: GroupedFit): Float64Array {
  const total = means.weights.reduce((sum, w) => sum + w, 0);
  return slopes.map((slope, k) => {
    if (Number.isNaN(slope)) return NaN;
    let mean = 0;
    for (let g = 0; g < INDUSTRY_COUNT; g++)
      mean += (means.weights[g]! / total) * means.covariates[g * STYLE_COUNT + k]!;
    let squares = within[k]!;
    for (let g = 0; g < INDUSTRY_COUNT; g++)
      squares += means.weights[g]! * (means.covariates[g * STYLE_COUNT + k]! - mean) ** 2;
    return squares * inverse[k * (STYLE_COUNT + 1)]!;
  });
}

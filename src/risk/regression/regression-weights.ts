import { finiteRow } from '../../math/linear-algebra/finite-row.ts';
import { medianOf } from '../../math/statistics/nth-smallest.ts';
import { INDUSTRY_COUNT } from '../factors.ts';
import type { CrossSection } from './regression.ts';
import type { RegressionRules } from './regression-rules.ts';

/**
 * Fills in what each issuer counts for in the fit: 0 outside the estimation universe and where return, capitalisation
 * or exposures are missing. Only the weights' proportions matter.
 */
export function weigh(
  weight: Float64Array,
  returns: Float64Array,
  { styles, industry, marketCap, inEstimation }: CrossSection,
  rules: RegressionRules,
  specificVolatility?: Float64Array,
): void {
  const byVariance = rules.weights === 'inverse-specific-variance';
  if (byVariance && !specificVolatility)
    throw new RangeError('weights by inverse specific variance need the specific volatilities');
  for (let i = 0; i < weight.length; i++) {
    weight[i] = 0;
    const r = returns[i]!;
    const cap = marketCap[i]!;
    if (inEstimation[i] !== 1 || r - r !== 0 || !(cap > 0) || !finiteRow(styles, i)) continue;
    if (industry[i]! >= INDUSTRY_COUNT)
      throw new RangeError(`issuer ${i} has industry ${industry[i]}, which is none of the ${INDUSTRY_COUNT}`);
    const count = byVariance ? 1 / specificVolatility![i]! ** 2 : Math.sqrt(cap);
    if (count > 0 && count < Infinity) weight[i] = count;
  }
}

/**
 * Takes issuers out of the fit whose residual, in units of its own expected size (times √weight), is beyond so many
 * robust standard deviations (1.4826 × median absolute residual). Returns how many.
 */
export function trimOutliers(weight: Float64Array, residuals: Float64Array, beyond: number): number {
  const sizes = residuals.map((e, i) => Math.sqrt(weight[i]!) * Math.abs(e));
  const fitted = sizes.filter((_, i) => weight[i]! > 0);
  if (fitted.length === 0) return 0;
  const limit = beyond * 1.4826 * medianOf(fitted, fitted.length);
  let trimmed = 0;
  for (let i = 0; i < weight.length; i++) {
    if (weight[i]! > 0 && sizes[i]! > limit) {
      weight[i] = 0;
      trimmed++;
    }
  }
  return trimmed;
}

/** Weighted sums of squares over the fit: of residuals, and of returns about their weighted mean and about zero. */
export function sumsOfSquares(weight: Float64Array, returns: Float64Array, residuals: Float64Array) {
  let total = 0;
  let mean = 0;
  let aboutZero = 0;
  let unexplained = 0;
  for (let i = 0; i < weight.length; i++) {
    const w = weight[i]!;
    if (w === 0) continue;
    const r = returns[i]!;
    const e = residuals[i]!;
    total += w;
    mean += w * r;
    aboutZero += w * r * r;
    unexplained += w * e * e;
  }
  mean /= total;
  let aboutMean = 0;
  for (let i = 0; i < weight.length; i++)
    if (weight[i]! > 0) aboutMean += weight[i]! * (returns[i]! - mean) ** 2;
  return { unexplained, aboutMean, aboutZero };
}

import { medianOf } from '../../math/statistics/nth-smallest.ts';
import { INDUSTRY_COUNT } from '../factors.ts';
import type { CrossSection } from './cross-section.ts';
import type { RegressionRules } from './regression-rules.ts';

/**
 * Writes regression weights, in place: √cap or 1/specific variance. Specific variance falls with size, so equal
 * weights would let small, noisy stocks dominate; √cap approximates inverse specific variance and is more robust than
 * estimates of it (USE4). 0 outside the estimation universe and if return or capitalisation are missing; the fit sets it
 * to 0 where exposures are missing. Only proportions matter.
 *
 * @param weight [N], overwritten.
 */
export function writeRegressionWeights(
  weight: Float64Array,
  returns: Float64Array,
  { industry, marketCap, inEstimation }: CrossSection,
  rules: RegressionRules,
  specificVolatility?: Float64Array,
): void {
  const byVariance = rules.weights === 'inverse-specific-variance';
  if (byVariance && !specificVolatility)
    throw new RangeError('inverse-specific-variance weights need specific volatilities');
  for (let i = 0; i < weight.length; i++) {
    weight[i] = 0;
    const r = returns[i]!;
    const cap = marketCap[i]!;
    if (inEstimation[i] !== 1 || r - r !== 0 || !(cap > 0)) continue;
    if (industry[i]! >= INDUSTRY_COUNT)
      throw new RangeError(
        `issuer ${i} has industry code ${industry[i]}; codes are 0 to ${INDUSTRY_COUNT - 1}`,
      );
    const value = byVariance ? 1 / specificVolatility![i]! ** 2 : Math.sqrt(cap);
    if (value > 0 && value < Infinity) weight[i] = value;
  }
}

/**
 * Removes stocks whose residual, scaled by √weight, exceeds so many robust standard deviations (1.4826 × median
 * absolute scaled residual) by setting their weight to 0.
 *
 * @returns the number of stocks removed.
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

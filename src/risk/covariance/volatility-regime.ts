/**
 * Volatility regime adjustment (USE4 §5). Volatilities of all factors rise and fall together, faster than their own
 * histories show, so recent forecasts err in the same direction. They are multiplied by λ, where λ² is the
 * exponentially weighted mean of each day's squared cross-sectional bias B².
 */
export interface VolatilityRegime {
  /** λ², initialised at 1 with the weight of a full history (our choice: it avoids swings on the first days). */
  variance: number;
}

/** The neutral regime, λ = 1. */
export const volatilityRegime = (): VolatilityRegime => ({ variance: 1 });

/**
 * Adds a day, in place. A day without any comparable pair changes nothing.
 *
 * @param realised [n] returns; NaN is missing.
 * @param forecast [n] the volatilities forecast for them, before λ; NaN or 0 for no forecast.
 * @param weights [n] of the cross-sectional mean; equal if omitted.
 */
export function updateVolatilityRegime(
  regime: VolatilityRegime,
  realised: Float64Array,
  forecast: Float64Array,
  halfLife: number,
  weights?: Float64Array,
): void {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < realised.length; i++) {
    const z = realised[i]! / forecast[i]!;
    const weight = weights === undefined ? 1 : weights[i]!;
    // Also false if the ratio or the weight is NaN.
    if (!(Math.abs(z) < Infinity && weight > 0)) continue;
    sum += weight * z * z;
    total += weight;
  }
  if (total === 0) return;
  const keep = 0.5 ** (1 / halfLife);
  regime.variance = keep * regime.variance + ((1 - keep) * sum) / total;
}

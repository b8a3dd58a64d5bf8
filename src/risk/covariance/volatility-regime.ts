/**
 * Volatility regime adjustment (USE4 §5): forecasts that have lately been too low or too high for all alike are multiplied by
 * λ, where λ² is the exponentially weighted mean of the squared cross-sectional bias B² of each day.
 */
export interface VolatilityRegime {
  /** λ², starting from 1 with the weight of a full history (our choice: it does not swing on the first days). */
  variance: number;
}

export const volatilityRegime = (): VolatilityRegime => ({ variance: 1 });

/**
 * Takes a day in, in place.
 *
 * @param realised what came, NaN missing. @param forecast the volatility that was expected for it, without λ; NaN or 0: none.
 * @param weights of the mean; all alike where absent. A day on which nothing can be compared changes nothing.
 */
export function addToRegime(
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
    // False for NaN as well, in the quotient or in the weight.
    if (!(Math.abs(z) < Infinity && weight > 0)) continue;
    sum += weight * z * z;
    total += weight;
  }
  if (total === 0) return;
  const keep = 0.5 ** (1 / halfLife);
  regime.variance = keep * regime.variance + ((1 - keep) * sum) / total;
}

/**
 * Each value less the mean, over the deviation (over n, of all values), drawn in to ± `limit`. 0 for all where they do
 * not vary. No value is NaN.
 */
export function zScores(values: Float64Array, limit: number): Float64Array {
  const n = values.length;
  let mean = 0;
  for (const v of values) mean += v / n;
  let squares = 0;
  for (const v of values) squares += (v - mean) ** 2;
  const deviation = Math.sqrt(squares / n);
  // A deviation that is rounding alone tells nothing apart.
  if (!(deviation > 1e-12 * Math.abs(mean))) return new Float64Array(n);
  return values.map((v) => Math.min(limit, Math.max(-limit, (v - mean) / deviation)));
}

/** A score that can weigh: 1 + Z above the average, 1/(1 − Z) below it; always positive (MSCI, NSE). */
export const normalisedScore = (z: number): number => (z >= 0 ? 1 + z : 1 / (1 - z));

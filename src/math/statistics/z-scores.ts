/**
 * Z-scores (standard deviation over n), winsorised at ± `limit`. All 0 if the values do not vary.
 *
 * @param values no NaN.
 */
export function zScores(values: Float64Array, limit: number): Float64Array {
  const n = values.length;
  let mean = 0;
  for (const v of values) mean += v / n;
  let squares = 0;
  for (const v of values) squares += (v - mean) ** 2;
  const deviation = Math.sqrt(squares / n);
  // A standard deviation of rounding size means that the values do not vary.
  if (!(deviation > 1e-12 * Math.abs(mean))) return new Float64Array(n);
  return values.map((v) => Math.min(limit, Math.max(-limit, (v - mean) / deviation)));
}

/** A positive weighting score from a Z-score: 1 + Z for Z ≥ 0, 1/(1 − Z) below (MSCI, NSE). */
export const normalisedScore = (z: number): number => (z >= 0 ? 1 + z : 1 / (1 - z));

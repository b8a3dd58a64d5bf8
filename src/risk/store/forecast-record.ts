import { packed, packedLength, unpacked } from '../../math/linear-algebra/packed.ts';
import { type FactorForecast, HORIZONS } from '../covariance/factor-forecast.ts';
import { FACTOR_COUNT } from '../factors.ts';

/** Doubles of a stored forecast: lower triangles of three matrices, λ_m², and month and eigenvalues of the adjustment. */
export const FORECAST_LENGTH = 3 * packedLength(FACTOR_COUNT) + 2 + HORIZONS.length * FACTOR_COUNT;

/** Encodes the forecast of a daily record; all NaN without one. */
export function encodeForecast(forecast: FactorForecast | null): Float64Array {
  const record = new Float64Array(FORECAST_LENGTH).fill(NaN);
  if (forecast === null) return record;
  let at = 0;
  for (const matrix of [forecast.covariance, forecast.meanError, forecast.latestError]) {
    record.set(packed(matrix, FACTOR_COUNT), at);
    at += packedLength(FACTOR_COUNT);
  }
  record[at++] = forecast.marketRegime;
  if (forecast.eigenfactors === null) return record;
  record[at++] = forecast.eigenfactors.month;
  for (const values of forecast.eigenfactors.values) {
    record.set(values, at);
    at += FACTOR_COUNT;
  }
  return record;
}

/** Decodes it, with the rules of the model's manifest. */
export function decodeForecast(record: Float64Array, rules: FactorForecast['rules']): FactorForecast | null {
  if (Number.isNaN(record[0]!)) return null;
  let at = 0;
  const next = (count: number) => record.subarray(at, (at += count));
  const [covariance, meanError, latestError] = [0, 1, 2].map(() =>
    unpacked(next(packedLength(FACTOR_COUNT)), FACTOR_COUNT),
  );
  const [marketRegime, month] = next(2);
  const values = HORIZONS.map(() => next(FACTOR_COUNT));
  return {
    covariance: covariance!,
    marketRegime: marketRegime!,
    meanError: meanError!,
    latestError: latestError!,
    eigenfactors: Number.isNaN(month) ? null : { month: month!, values },
    rules,
  };
}

import { SESSIONS_A_YEAR } from '../src/math/annualise.ts';
import { sampleStandardDeviation } from 'simple-statistics';

/** Annualised standard deviation (n − 1) of the log returns between consecutive closes, in percent. */
export function realisedVolatility(closes: ArrayLike<number>): number {
  const returns = Array.from({ length: closes.length - 1 }, (_, i) => Math.log(closes[i + 1]! / closes[i]!));
  return sampleStandardDeviation(returns) * Math.sqrt(SESSIONS_A_YEAR) * 100;
}

/** Realised volatility over the last `window` returns at each session, percent a year; NaN before there are as many returns. */
export function rollingRealisedVolatility(closes: Float64Array, window: number): Float64Array {
  return closes.map((_, s) => (s < window ? NaN : realisedVolatility(closes.subarray(s - window, s + 1))));
}

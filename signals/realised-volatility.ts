import { sampleStandardDeviation } from 'simple-statistics';

const SESSIONS_A_YEAR = 252;

/** Annualised standard deviation (n − 1) of the log returns between consecutive closes, in percent. */
export function realisedVolatility(closes: ArrayLike<number>): number {
  const returns = Array.from({ length: closes.length - 1 }, (_, i) => Math.log(closes[i + 1]! / closes[i]!));
  return sampleStandardDeviation(returns) * Math.sqrt(SESSIONS_A_YEAR) * 100;
}

/** Realised volatility over the `window` returns up to each session; NaN before there are so many. */
export function rollingRealisedVolatility(closes: Float64Array, window: number): Float64Array {
  return closes.map((_, s) => (s < window ? NaN : realisedVolatility(closes.subarray(s - window, s + 1))));
}

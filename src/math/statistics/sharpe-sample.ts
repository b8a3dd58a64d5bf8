import { mean, sampleKurtosis, sampleSkewness, sampleStandardDeviation } from 'simple-statistics';
import type { SharpeSample } from './deflated-sharpe.ts';

/** Sharpe ratio, skewness and kurtosis of excess returns, per observation; null for fewer than four, or if they do not vary. */
export function sharpeSample(excess: readonly number[]): SharpeSample | null {
  const deviation = excess.length > 3 ? sampleStandardDeviation([...excess]) : 0;
  if (!(deviation > 0)) return null;
  return {
    sharpe: mean([...excess]) / deviation,
    observations: excess.length,
    skewness: sampleSkewness([...excess]),
    // simple-statistics gives the excess over the normal's 3.
    kurtosis: sampleKurtosis([...excess]) + 3,
  };
}

import { mean, sampleKurtosis, sampleSkewness, sampleStandardDeviation } from 'simple-statistics';
import type { SharpeSample } from './deflated-sharpe.ts';
import { doesVary } from './rounding.ts';

/**
 * Sharpe ratio, skewness and kurtosis of excess returns, per observation; null for fewer than four, or if they vary by no
 * more than rounding: an index against itself has no ratio.
 */
export function sharpeSample(excess: readonly number[]): SharpeSample | null {
  const deviation = excess.length > 3 ? sampleStandardDeviation([...excess]) : 0;
  const average = excess.length > 0 ? mean([...excess]) : 0;
  if (!doesVary(deviation, average)) return null;
  return {
    sharpe: average / deviation,
    observations: excess.length,
    skewness: sampleSkewness([...excess]),
    // simple-statistics gives the excess over the normal's 3.
    kurtosis: sampleKurtosis([...excess]) + 3,
  };
}

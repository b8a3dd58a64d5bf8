import { mean, sampleStandardDeviation } from 'simple-statistics';
import { type MeanEstimate, meanEstimate } from '../../../math/statistics/mean-estimate.ts';

export type { MeanEstimate };

/** By Student, n − 1 degrees of freedom. Null for fewer than three figures, of which nothing can be said. */
export function estimateMean(monthly: readonly number[]): MeanEstimate | null {
  if (monthly.length < 3) return null;
  return meanEstimate(
    monthly.length,
    mean([...monthly]),
    sampleStandardDeviation([...monthly]) / Math.sqrt(monthly.length),
  );
}

/** Difference of two means, `a` − `b`, by Welch (1947): the two need not vary alike. `n` is that of both. */
export function estimateDifference(a: readonly number[], b: readonly number[]): MeanEstimate | null {
  if (a.length < 3 || b.length < 3) return null;
  const variance = (x: readonly number[]) => sampleStandardDeviation([...x]) ** 2 / x.length;
  return meanEstimate(a.length + b.length, mean([...a]) - mean([...b]), Math.sqrt(variance(a) + variance(b)));
}

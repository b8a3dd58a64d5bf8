import { mean, sampleStandardDeviation } from 'simple-statistics';
import { type MeanEstimate, meanEstimate } from '../../../math/statistics/mean-estimate.ts';

export type { MeanEstimate };

/** Mean with Student's standard error, n − 1 degrees of freedom. `monthly` in percent. Null for fewer than three values. */
export function estimateMean(monthly: readonly number[]): MeanEstimate | null {
  if (monthly.length < 3) return null;
  return meanEstimate(
    monthly.length,
    mean([...monthly]),
    sampleStandardDeviation([...monthly]) / Math.sqrt(monthly.length),
  );
}

/** Difference of two means, `a` − `b`, by Welch (1947): variances may differ. `n` is the total of both samples. */
export function estimateDifference(a: readonly number[], b: readonly number[]): MeanEstimate | null {
  if (a.length < 3 || b.length < 3) return null;
  const variance = (x: readonly number[]) => sampleStandardDeviation([...x]) ** 2 / x.length;
  return meanEstimate(a.length + b.length, mean([...a]) - mean([...b]), Math.sqrt(variance(a) + variance(b)));
}

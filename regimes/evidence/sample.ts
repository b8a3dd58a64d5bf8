import { mean, sampleStandardDeviation } from 'simple-statistics';

/** A mean of monthly figures with its uncertainty. Figures in percent a month in, percent a year out. */
export interface MeanEstimate {
  readonly n: number;
  /** Twelve times the monthly mean. */
  readonly annual: number;
  /** Mean over its standard error, n − 1 degrees of freedom. */
  readonly t: number;
  /** Mean ± 1.96 standard errors, percent a year. */
  readonly interval: readonly [number, number];
}

const MONTHS = 12;
const NORMAL_95 = 1.96;

/** Null for fewer than three figures, of which nothing can be said. */
export function estimateMean(monthly: readonly number[]): MeanEstimate | null {
  if (monthly.length < 3) return null;
  return describe(
    monthly.length,
    mean([...monthly]),
    sampleStandardDeviation([...monthly]) / Math.sqrt(monthly.length),
  );
}

/** Difference of two means, `a` − `b`, by Welch (1947): the two need not vary alike. `n` is that of both. */
export function estimateDifference(a: readonly number[], b: readonly number[]): MeanEstimate | null {
  if (a.length < 3 || b.length < 3) return null;
  const variance = (x: readonly number[]) => sampleStandardDeviation([...x]) ** 2 / x.length;
  return describe(a.length + b.length, mean([...a]) - mean([...b]), Math.sqrt(variance(a) + variance(b)));
}

function describe(n: number, monthlyMean: number, error: number): MeanEstimate {
  const annual = MONTHS * monthlyMean;
  const half = NORMAL_95 * MONTHS * error;
  return {
    n,
    annual,
    t: error > 0 ? monthlyMean / error : 0,
    interval: [annual - half, annual + half],
  };
}

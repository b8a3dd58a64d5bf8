import type { RandomStream } from '../../math/random/random.ts';
import {
  stationaryBootstrapSums,
  stationaryBootstrapVariance,
} from '../../math/resampling/stationary-bootstrap.ts';
import { RETURN_ROUNDING } from '../../math/statistics/rounding.ts';
import { LEAST_MONTHS, type MonthlyAlternative } from './resampled-differences.ts';

/** Whether the best of many variants is better than the benchmark by more than trying many explains. */
export interface SuperiorAbility {
  readonly months: number;
  readonly draws: number;
  readonly meanBlock: number;
  readonly variants: number;
  /** The variant with the highest mean. */
  readonly best: string;
  /** Its log growth a year over the benchmark's. */
  readonly bestGrowth: number;
  /** p-value of White's reality check (2000): every variant is taken to be as good as the benchmark. */
  readonly realityCheck: number;
  /** p-value of Hansen's test of superior predictive ability (2005), consistent: studentised, clearly poor variants do not count. */
  readonly superiorAbility: number;
}

const MONTHS = 12;

/**
 * White's reality check and Hansen's SPA test of variants against a benchmark, by the same stationary bootstrap of monthly
 * log growth over the benchmark's.
 *
 * @param variants monthly simple returns; one that equals the benchmark is left out.
 * @returns null below 36 months, or without a variant that differs.
 */
export function superiorAbility(
  benchmark: ArrayLike<number>,
  variants: readonly MonthlyAlternative[],
  draws: number,
  meanBlock: number,
  stream: RandomStream,
): SuperiorAbility | null {
  const n = benchmark.length;
  if (n < LEAST_MONTHS) return null;
  const ahead = variants
    .map(({ id, returns }) => {
      const x = Float64Array.from(
        { length: n },
        (_, t) => Math.log1p(returns[t]!) - Math.log1p(benchmark[t]!),
      );
      return {
        id,
        x,
        mean: x.reduce((a, v) => a + v, 0) / n,
        deviation: Math.sqrt(stationaryBootstrapVariance(x, meanBlock)),
      };
    })
    .filter(({ deviation }) => deviation > RETURN_ROUNDING);
  if (ahead.length === 0) return null;
  const root = Math.sqrt(n);
  const best = ahead.reduce((a, b) => (b.mean > a.mean ? b : a));
  const white = root * best.mean;
  const hansen = Math.max(0, ...ahead.map(({ mean, deviation }) => (root * mean) / deviation));
  // Variants this far below the benchmark keep their poor mean under the null hypothesis (Hansen's consistent choice).
  const threshold = -Math.sqrt(2 * Math.log(Math.log(n)));
  const centre = ahead.map(({ mean, deviation }) => ((root * mean) / deviation <= threshold ? 0 : mean));
  const sums = stationaryBootstrapSums(
    ahead.map(({ x }) => x),
    draws,
    meanBlock,
    stream,
  );
  const width = ahead.length;
  let [whiteHigh, hansenHigh] = [0, 0];
  for (let d = 0; d < draws; d++) {
    let [largest, largestRatio] = [-Infinity, 0];
    for (let k = 0; k < width; k++) {
      const mean = sums[d * width + k]! / n;
      largest = Math.max(largest, root * (mean - ahead[k]!.mean));
      largestRatio = Math.max(largestRatio, (root * (mean - centre[k]!)) / ahead[k]!.deviation);
    }
    if (largest >= white) whiteHigh++;
    if (largestRatio >= hansen) hansenHigh++;
  }
  return {
    months: n,
    draws,
    meanBlock,
    variants: width,
    best: best.id,
    bestGrowth: best.mean * MONTHS,
    realityCheck: whiteHigh / draws,
    superiorAbility: hansenHigh / draws,
  };
}

import { quantile, sampleStandardDeviation } from 'simple-statistics';
import type { RandomStream } from '../../../math/random/random.ts';
import type { Regime } from '../../../../regimes/regime.ts';

/** A month's label and the simple return of the following month. */
export interface LabelledReturn {
  readonly label: Regime;
  readonly next: number;
}

export interface VolatilityRatio {
  /** Standard deviation of next-month returns after bearish labels over that after bullish ones. */
  readonly ratio: number;
  /** 2.5th and 97.5th percentile of the bootstrap. */
  readonly interval: readonly [number, number];
  readonly draws: number;
}

export const BLOCK_MONTHS = 6;
export const DRAWS = 2000;

/** The ratio; null where either label has fewer than two months. */
export function volatilityRatio(months: readonly LabelledReturn[]): number | null {
  const after = (label: Regime) => months.filter((m) => m.label === label).map((m) => m.next);
  const [bear, bull] = [after('bearish'), after('bullish')];
  if (bear.length < 2 || bull.length < 2) return null;
  return sampleStandardDeviation(bear) / sampleStandardDeviation(bull);
}

/**
 * The ratio with a circular block bootstrap interval (Politis and Romano 1992): blocks of six months of label and return
 * together, wrapped around the end, so that every month is equally likely. A draw without both labels is repeated. Null
 * where the ratio is, or where too many draws lack one of the labels.
 */
export function volatilityRatioWithInterval(
  months: readonly LabelledReturn[],
  random: RandomStream,
  draws = DRAWS,
): VolatilityRatio | null {
  const ratio = volatilityRatio(months);
  if (ratio === null) return null;
  const n = months.length;
  const drawn: number[] = [];
  // Where most draws lack one of the labels, an interval would not be meaningful.
  for (let tries = 0; drawn.length < draws; tries++) {
    if (tries > 10 * draws) return null;
    const sample: LabelledReturn[] = [];
    while (sample.length < n) {
      const start = Math.floor(random.uniform() * n);
      for (let k = 0; k < BLOCK_MONTHS && sample.length < n; k++) sample.push(months[(start + k) % n]!);
    }
    const value = volatilityRatio(sample);
    if (value !== null) drawn.push(value);
  }
  return { ratio, interval: [quantile(drawn, 0.025), quantile(drawn, 0.975)], draws };
}

import { crossValidateSharpe } from '../../math/resampling/cross-validation.ts';
import { expectedBestSharpe, probabilisticSharpe } from '../../math/statistics/deflated-sharpe.ts';
import { sharpeSample } from '../../math/statistics/sharpe-sample.ts';
import { type EffectiveTrials, effectiveTrials } from './effective-trials.ts';

/** Sharpe ratios per month of trials that were run, and what the best of so many shows without skill. */
export interface SearchAdjustment {
  readonly months: number;
  /** Trials of this sweep, and all that count. */
  readonly trials: number;
  readonly counted: number;
  readonly best: number;
  /** Standard deviation of the ratios over the trials. */
  readonly spread: number;
  readonly effective: EffectiveTrials;
  /** The best of N without skill: by all trials counted, by the effective number of this sweep, and by its clusters. */
  readonly expectedBest: ByCount;
  /** Deflated Sharpe ratio of the best: the probability that its true ratio is above the expected best. */
  readonly deflated: ByCount | null;
  readonly skewness: number | null;
  readonly kurtosis: number | null;
  readonly overfitting: SweepOverfitting | null;
}

/** One figure by the number of trials it allows for: all that were counted, the effective ones, the clusters. */
export interface ByCount {
  readonly counted: number;
  readonly effective: number;
  readonly clusters: number;
}

/** Cross-validation of the choice: what the best of one half of the months does in the other. */
export interface SweepOverfitting {
  readonly groups: number;
  readonly splits: number;
  /** Share of the splits in which the chosen trial is at or below the median of all in the other half. */
  readonly probability: number;
  /** Least-squares slope of the chosen trial's ratio out of sample on the one in sample; null where that does not vary. */
  readonly slope: number | null;
  /** Share of the splits in which it loses out of sample. */
  readonly probabilityOfLoss: number;
}

/**
 * Adjusts the best of a search for the size of the search.
 *
 * @param excess monthly returns above the reference of every trial of the sweep.
 * @param ratios their Sharpe ratios per month.
 * @param counted every trial ever made on this data, this sweep included.
 * @param groups blocks of months of the cross-validation, even.
 * @returns ratios per month; `overfitting` is null for fewer than two trials or two months a group.
 * @example
 * import { adjustSearch } from 'trrm';
 *
 * const wave = (n: number) => Float64Array.from({ length: 120 }, (_, t) => 0.02 * Math.sin(n * (t + 1)) + 0.001);
 * const trials = [1, 2, 3, 4].map(wave);
 * const ratios = Float64Array.from([0.07, 0.08, 0.05, 0.06]);
 * const { best, expectedBest, overfitting } = adjustSearch(trials, ratios, 174, 8);
 * console.log(best, expectedBest.counted, overfitting?.probability);
 */
export function adjustSearch(
  excess: readonly Float64Array[],
  ratios: Float64Array,
  counted: number,
  groups: number,
): SearchAdjustment {
  const best = bestOf(ratios);
  const spread = spreadOf(ratios);
  const effective = effectiveTrials(excess);
  const expectedBest: ByCount = {
    counted: expectedBestSharpe(Math.max(1, counted), spread),
    effective: expectedBestSharpe(effective.byCorrelation, spread),
    clusters: expectedBestSharpe(effective.clusters, spread),
  };
  const sample = sharpeSample([...excess[best]!]);
  return {
    months: excess[best]!.length,
    trials: excess.length,
    counted,
    best: ratios[best]!,
    spread,
    effective,
    expectedBest,
    deflated: sample && {
      counted: probabilisticSharpe(sample, expectedBest.counted),
      effective: probabilisticSharpe(sample, expectedBest.effective),
      clusters: probabilisticSharpe(sample, expectedBest.clusters),
    },
    skewness: sample?.skewness ?? null,
    kurtosis: sample?.kurtosis ?? null,
    overfitting: overfittingOf(excess, groups),
  };
}

/** The trial with the highest ratio; of equal ones the first. */
export const bestOf = (ratios: ArrayLike<number>): number => {
  let best = 0;
  for (let i = 1; i < ratios.length; i++) if (ratios[i]! > ratios[best]!) best = i;
  return best;
};

function spreadOf(ratios: Float64Array): number {
  if (ratios.length < 2) return 0;
  const mean = ratios.reduce((sum, r) => sum + r, 0) / ratios.length;
  return Math.sqrt(ratios.reduce((sum, r) => sum + (r - mean) ** 2, 0) / (ratios.length - 1));
}

/** Null for fewer than two trials, or fewer than two months a group. */
function overfittingOf(excess: readonly Float64Array[], groups: number): SweepOverfitting | null {
  if (excess.length < 2 || excess[0]!.length < 2 * groups) return null;
  const { logits, inSample, outOfSample } = crossValidateSharpe(excess, groups);
  const share = (values: Float64Array, isCounted: (x: number) => boolean): number => {
    let count = 0;
    for (const x of values) if (isCounted(x)) count++;
    return count / values.length;
  };
  return {
    groups,
    splits: logits.length,
    probability: share(logits, (x) => x <= 0),
    slope: slopeOf(inSample, outOfSample),
    probabilityOfLoss: share(outOfSample, (x) => x < 0),
  };
}

function slopeOf(x: Float64Array, y: Float64Array): number | null {
  const n = x.length;
  const [mx, my] = [x, y].map((values) => values.reduce((sum, v) => sum + v, 0) / n) as [number, number];
  let [xy, xx] = [0, 0];
  for (let i = 0; i < n; i++) {
    xy += (x[i]! - mx) * (y[i]! - my);
    xx += (x[i]! - mx) ** 2;
  }
  return xx > 0 ? xy / xx : null;
}

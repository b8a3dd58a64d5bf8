import { expectedBestSharpe, probabilisticSharpe } from '../math/statistics/deflated-sharpe.ts';
import { sharpeSample } from '../math/statistics/sharpe-sample.ts';

/** A Sharpe ratio adjusted for the number of variants tried. Ratios are annualised. */
export interface DeflatedSharpe {
  readonly sharpe: number;
  /** Expected maximum over as many variants without skill. */
  readonly expectedBest: number;
  /** Probability that the true ratio is above 0. */
  readonly probabilistic: number;
  /** Probability that the true ratio is above `expectedBest`: the deflated Sharpe ratio. */
  readonly deflated: number;
}

/**
 * The deflated Sharpe ratio of Bailey and López de Prado (2014). Variants are taken as independent and without skill, so that
 * their ratios have the sampling deviation 1/√(n − 1). Real variants resemble one another and vary less, so the
 * adjustment is conservative (our choice).
 *
 * @param excess returns per period above what they are compared with.
 * @param trials number of variants tried, at least 1.
 * @returns null for fewer than four returns, or returns that do not vary.
 */
export function deflatedSharpe(
  excess: readonly number[],
  trials: number,
  periodsPerYear: number,
): DeflatedSharpe | null {
  const sample = sharpeSample(excess);
  if (!sample) return null;
  const best = expectedBestSharpe(trials, 1 / Math.sqrt(sample.observations - 1));
  const annual = Math.sqrt(periodsPerYear);
  return {
    sharpe: sample.sharpe * annual,
    expectedBest: best * annual,
    probabilistic: probabilisticSharpe(sample, 0),
    deflated: probabilisticSharpe(sample, best),
  };
}

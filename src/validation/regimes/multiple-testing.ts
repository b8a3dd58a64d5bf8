import { expectedBestSharpe, probabilisticSharpe } from '../../math/statistics/deflated-sharpe.ts';
import { sharpeSample } from '../../math/statistics/sharpe-sample.ts';
import type { MultipleTesting } from './result.ts';

const SESSIONS_A_YEAR = 252;

/**
 * What is left of a Sharpe ratio when the search for the rules is owned up to. Trials are taken as independent and
 * without skill, so that their ratios have the sampling deviation 1/√(n − 1): more than the real variants, which
 * resemble one another, would show, and so on the cautious side (our choice).
 *
 * @param excess daily returns above cash of the strategy.
 * @param active daily returns of the strategy above the Nifty held throughout.
 */
export function multipleTesting(
  excess: readonly number[],
  active: readonly number[],
  variantsTried: number,
  tiltsJudged: number,
): MultipleTesting | null {
  const sample = sharpeSample(excess);
  if (!sample) return null;
  const best = expectedBestSharpe(variantsTried, 1 / Math.sqrt(sample.observations - 1));
  const timing = sharpeSample(active);
  const annual = Math.sqrt(SESSIONS_A_YEAR);
  return {
    variantsTried,
    sharpe: sample.sharpe * annual,
    expectedBest: best * annual,
    probabilistic: probabilisticSharpe(sample, 0),
    deflated: probabilisticSharpe(sample, best),
    timing: timing && { sharpe: timing.sharpe * annual, deflated: probabilisticSharpe(timing, best) },
    tiltsJudged,
  };
}

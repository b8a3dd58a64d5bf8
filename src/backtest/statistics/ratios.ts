import { doesVary } from '../../math/statistics/rounding.ts';
import { downsideDeviation, downsidePotential, standardDeviation, upsidePotential } from './dispersion.ts';
import { meanOf } from './growth.ts';

/**
 * Mean over standard deviation (n − 1) of excess returns, × √periods a year (Sharpe 1994); null where they do not vary by
 * more than rounding. `perYear` 1 gives the ratio of one period.
 */
export function sharpeRatio(excess: ArrayLike<number>, perYear = 1): number | null {
  const deviation = standardDeviation(excess);
  const mean = meanOf(excess);
  return deviation === null || !doesVary(deviation, mean) ? null : (mean / deviation) * Math.sqrt(perYear);
}

/** Mean over downside deviation (all n) of excess returns, × √periods a year; null where none is below 0. */
export function sortinoRatio(excess: ArrayLike<number>, perYear = 1): number | null {
  const downside = downsideDeviation(excess);
  return downside > 0 ? (meanOf(excess) / downside) * Math.sqrt(perYear) : null;
}

/**
 * Omega: Σ max(r − L, 0) over Σ max(L − r, 0) (Keating and Shadwick 2002; at 0, the gain–loss ratio of Bernardo and Ledoit);
 * null where nothing is below the level.
 */
export function omegaRatio(returns: ArrayLike<number>, level = 0): number | null {
  const below = downsidePotential(returns, level);
  return below > 0 ? upsidePotential(returns, level) / below : null;
}

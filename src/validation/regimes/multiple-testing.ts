import { SESSIONS_A_YEAR } from '../../math/annualise.ts';
import { deflatedSharpe } from '../multiple-testing.ts';
import type { MultipleTesting } from './result.ts';

/**
 * The switch test's Sharpe ratio adjusted for the number of rule variants tried; null where the returns are too few.
 *
 * @param excess daily returns of the strategy above cash.
 * @param active daily returns of the strategy above the Nifty 50 held throughout.
 */
export function multipleTesting(
  excess: readonly number[],
  active: readonly number[],
  variantsTried: number,
  tiltsTested: number,
): MultipleTesting | null {
  const strategy = deflatedSharpe(excess, variantsTried, SESSIONS_A_YEAR);
  if (!strategy) return null;
  const timing = deflatedSharpe(active, variantsTried, SESSIONS_A_YEAR);
  return {
    variantsTried,
    ...strategy,
    timing: timing && { sharpe: timing.sharpe, deflated: timing.deflated },
    tiltsTested: tiltsTested,
  };
}

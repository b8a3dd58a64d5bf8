import { type Assets, expectedOf } from '../assets.ts';
import { type OptimalPortfolio, optimalPortfolio } from '../result.ts';
import type { Constraint } from '../constraints/constraint.ts';
import type { Unsolved } from '../solve.ts';
import { maximiseRatio, type UndefinedRatio } from './ratio-maximisation.ts';

/**
 * Maximises the Sharpe ratio, expected return above the risk-free rate over volatility (Sharpe 1966).
 *
 * @param riskFreeRate decimal, in the time unit of the expected returns.
 * @returns `no-ratio` if no portfolio earns more than the risk-free rate.
 */
export async function maximumSharpe(
  assets: Assets,
  constraints: readonly Constraint[],
  riskFreeRate: number,
): Promise<OptimalPortfolio | Unsolved | UndefinedRatio> {
  const excess = expectedOf(assets).map((m) => m - riskFreeRate);
  const found = await maximiseRatio(assets, constraints, excess);
  return found.kind === 'solved' ? optimalPortfolio(assets, found) : found;
}

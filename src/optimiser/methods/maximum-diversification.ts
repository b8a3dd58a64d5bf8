import { diagonalOf } from '../../math/qp/hessian.ts';
import type { Assets } from '../assets.ts';
import { type OptimalPortfolio, optimalPortfolio } from '../result.ts';
import type { Constraint } from '../constraints/constraint.ts';
import type { Unsolved } from '../solve.ts';
import { maximiseRatio, type UndefinedRatio } from './ratio-maximisation.ts';

/**
 * Maximises the diversification ratio: weighted average asset volatility over portfolio volatility (Choueifaty and
 * Coignard 2008).
 */
export async function maximumDiversification(
  assets: Assets,
  constraints: readonly Constraint[],
): Promise<OptimalPortfolio | Unsolved | UndefinedRatio> {
  const found = await maximiseRatio(assets, constraints, diagonalOf(assets.covariance).map(Math.sqrt));
  return found.kind === 'solved' ? optimalPortfolio(assets, found) : found;
}

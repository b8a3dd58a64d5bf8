import { diagonalOf } from '../../math/qp/hessian.ts';
import { type Assets, riskFreeAssets } from '../assets.ts';
import { type OptimalPortfolio, optimalPortfolio } from '../result.ts';
import type { Constraint } from '../constraints/constraint.ts';
import type { Unsolved } from '../solve.ts';
import { maximiseRatio, type UndefinedRatio } from './ratio-maximisation.ts';

/**
 * Maximises the diversification ratio: weighted average asset volatility over portfolio volatility (Choueifaty and
 * Coignard 2008). An asset without risk does not change the ratio at any weight, so it is refused.
 */
export async function maximumDiversification(
  assets: Assets,
  constraints: readonly Constraint[],
): Promise<OptimalPortfolio | Unsolved | UndefinedRatio> {
  const without = assetsWithoutRisk(assets);
  if (without) return without;
  const found = await maximiseRatio(assets, constraints, diagonalOf(assets.covariance).map(Math.sqrt));
  return found.kind === 'solved'
    ? {
        ...optimalPortfolio(assets, found.solution),
        ratio: { kind: 'diversification', value: found.ratio },
      }
    : found;
}

/** The refusal of a method that divides by each asset's risk; null if every asset has some. */
export function assetsWithoutRisk(assets: Assets): UndefinedRatio | null {
  const names = riskFreeAssets(assets).map((i) => assets.names[i]!);
  return names.length > 0 ? { kind: 'no-ratio', reason: 'asset-without-risk', assets: names } : null;
}

import { diagonalOf } from '../../math/qp/hessian.ts';
import type { Assets } from '../assets.ts';
import { type Chosen, chosen } from '../result.ts';
import type { Limit } from '../constraints/constraint.ts';
import type { Unsolved } from '../solve.ts';
import { bestRatio, type NoRatio } from './ratio-maximisation.ts';

/** The portfolio whose assets' mean volatility is the greatest multiple of its own (Choueifaty and Coignard 2008). */
export async function maximumDiversification(
  assets: Assets,
  limits: readonly Limit[],
): Promise<Chosen | Unsolved | NoRatio> {
  const found = await bestRatio(assets, limits, diagonalOf(assets.covariance).map(Math.sqrt));
  return found.kind === 'solved' ? chosen(assets, found) : found;
}

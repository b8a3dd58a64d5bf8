import type { Assets } from '../assets.ts';
import { type OptimalPortfolio, optimalPortfolio } from '../result.ts';
import type { Constraint } from '../constraints/constraint.ts';
import { solve, type Unsolved } from '../solve.ts';

/** The portfolio of minimum variance that satisfies the constraints. */
export async function minimumVariance(
  assets: Assets,
  constraints: readonly Constraint[],
): Promise<OptimalPortfolio | Unsolved> {
  const found = await solve(assets, constraints, { linear: new Float64Array(assets.names.length) });
  return found.kind === 'solved' ? optimalPortfolio(assets, found) : found;
}

import type { Assets } from '../assets.ts';
import { type Chosen, chosen } from '../result.ts';
import type { Limit } from '../constraints/constraint.ts';
import { solve, type Unsolved } from '../solve.ts';

/** The portfolio of least variance within the limits. */
export async function minimumVariance(assets: Assets, limits: readonly Limit[]): Promise<Chosen | Unsolved> {
  const found = await solve(assets, limits, { linear: new Float64Array(assets.names.length) });
  return found.kind === 'solved' ? chosen(assets, found) : found;
}

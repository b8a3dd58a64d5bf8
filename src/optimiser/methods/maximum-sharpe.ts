import { type Assets, expectedOf } from '../assets.ts';
import { type Chosen, chosen } from '../result.ts';
import type { Limit } from '../constraints/constraint.ts';
import type { Unsolved } from '../solve.ts';
import { bestRatio, type NoRatio } from './ratio-maximisation.ts';

/** The portfolio of the greatest expected return over `riskless` for its volatility (Sharpe 1966). */
export async function maximumSharpe(
  assets: Assets,
  limits: readonly Limit[],
  riskless: number,
): Promise<Chosen | Unsolved | NoRatio> {
  const excess = expectedOf(assets).map((m) => m - riskless);
  const found = await bestRatio(assets, limits, excess);
  return found.kind === 'solved' ? chosen(assets, found) : found;
}

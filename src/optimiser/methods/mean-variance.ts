import type { PrimalDual } from '../../math/qp/program.ts';
import { expectedOf, type Assets } from '../assets.ts';
import { type Chosen, chosen } from '../result.ts';
import { factorBand } from '../constraints/factor-band.ts';
import { type Limit, percentText } from '../constraints/constraint.ts';
import { solve, type Solution, type Unsolved } from '../solve.ts';

/** How return is weighed against risk (Markowitz 1952). */
export type Appetite =
  /** Least ½·w′Vw − T·μ′w: 0 looks at risk alone. */
  | { readonly kind: 'risk-tolerance'; readonly tolerance: number }
  /** Greatest μ′w − (λ/2)·w′Vw, λ above 0: the same with T = 1/λ. */
  | { readonly kind: 'risk-aversion'; readonly aversion: number }
  /** Least variance at an expected return of so much or more. */
  | { readonly kind: 'target-return'; readonly atLeast: number };

export async function meanVariance(
  assets: Assets,
  limits: readonly Limit[],
  appetite: Appetite,
): Promise<Chosen | Unsolved> {
  const found = await solveMeanVariance(assets, limits, appetite);
  return found.kind === 'solved' ? chosen(assets, found) : found;
}

/** The same with what the next solution near by can start from. */
export function solveMeanVariance(
  assets: Assets,
  limits: readonly Limit[],
  appetite: Appetite,
  near?: PrimalDual,
): Promise<Solution | Unsolved> {
  const expected = expectedOf(assets);
  if (appetite.kind === 'target-return') {
    const target = factorBand(
      `an expected return of at least ${percentText(appetite.atLeast)}`,
      expected,
      appetite.atLeast,
      Infinity,
    );
    return solve(assets, [...limits, target], { linear: new Float64Array(expected.length) }, near);
  }
  const tolerance = appetite.kind === 'risk-tolerance' ? appetite.tolerance : 1 / appetite.aversion;
  if (!(tolerance >= 0 && tolerance < Infinity))
    throw new RangeError(`a risk tolerance is 0 or more and a risk aversion above 0, not ${tolerance}`);
  return solve(assets, limits, { linear: expected.map((m) => -tolerance * m) }, near);
}

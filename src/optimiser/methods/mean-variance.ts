import type { PrimalDual } from '../../math/qp/program.ts';
import { expectedOf, type Assets } from '../assets.ts';
import { type OptimalPortfolio, optimalPortfolio } from '../result.ts';
import { factorBand } from '../constraints/factor-band.ts';
import { type Constraint, exactPercentText } from '../constraints/constraint.ts';
import { solve, type Solution, type Unsolved } from '../solve.ts';
import { targetNetReturn, targetVolatility } from './risk-target.ts';
import { hasCost, solveTradeOff } from './trade-off.ts';

/** The trade-off between return and risk (Markowitz 1952). */
export type RiskPreference =
  /** Minimise ½·w′Vw − T·μ′w; T = 0 minimises risk alone. */
  | { readonly kind: 'risk-tolerance'; readonly tolerance: number }
  /** Maximise μ′w − (λ/2)·w′Vw with λ above 0; equivalent to T = 1/λ. */
  | { readonly kind: 'risk-aversion'; readonly aversion: number }
  /** Minimise variance subject to an expected return of at least this, net of trading costs. */
  | { readonly kind: 'target-return'; readonly atLeast: number }
  /** Maximise the expected return, net of trading costs, subject to a volatility of at most this. */
  | { readonly kind: 'target-volatility'; readonly atMost: number };

/** The mean–variance optimal portfolio. @throws RangeError if the assets have no expected returns. */
export async function meanVariance(
  assets: Assets,
  constraints: readonly Constraint[],
  preference: RiskPreference,
): Promise<OptimalPortfolio | Unsolved> {
  const found = await solveMeanVariance(assets, constraints, preference);
  return found.kind === 'solved' ? optimalPortfolio(assets, found) : found;
}

/** The same, with the primal and dual solution from which a neighbouring problem can start. */
export function solveMeanVariance(
  assets: Assets,
  constraints: readonly Constraint[],
  preference: RiskPreference,
  near?: PrimalDual,
): Promise<Solution | Unsolved> {
  const expected = expectedOf(assets);
  switch (preference.kind) {
    case 'target-return': {
      if (hasCost(constraints)) return targetNetReturn(assets, constraints, preference.atLeast);
      const target = returnTarget(expected, preference.atLeast);
      return solve(assets, [...constraints, target], { linear: new Float64Array(expected.length) }, near);
    }
    case 'target-volatility':
      return targetVolatility(assets, constraints, preference.atMost);
    case 'risk-tolerance':
    case 'risk-aversion': {
      const tolerance = preference.kind === 'risk-tolerance' ? preference.tolerance : 1 / preference.aversion;
      if (!(tolerance >= 0 && tolerance < Infinity))
        throw new RangeError(
          `a risk tolerance must be 0 or more and a risk aversion above 0; the tolerance is ${tolerance}`,
        );
      return solveTradeOff(assets, constraints, expected, tolerance, near);
    }
  }
}

const returnTarget = (expected: Float64Array, atLeast: number): Constraint =>
  factorBand(`an expected return of at least ${exactPercentText(atLeast)}`, expected, atLeast, Infinity);

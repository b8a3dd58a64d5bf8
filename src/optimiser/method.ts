import type { Assets } from './assets.ts';
import type { OptimalPortfolio } from './result.ts';
import type { Constraint } from './constraints/constraint.ts';
import type { UndefinedRatio } from './methods/ratio-maximisation.ts';
import { efficientFrontier, type Frontier } from './methods/efficient-frontier.ts';
import { equalRisk } from './methods/equal-risk.ts';
import { maximumDiversification } from './methods/maximum-diversification.ts';
import { maximumSharpe } from './methods/maximum-sharpe.ts';
import { type RiskAversionOrTarget, meanVariance } from './methods/mean-variance.ts';
import { minimumVariance } from './methods/minimum-variance.ts';
import type { Unsolved } from './solve.ts';

/**
 * The optimisation method: `mean-variance` (Markowitz 1952), `maximum-sharpe` (Sharpe 1966; `riskFreeRate` is a
 * decimal in the time unit of the expected returns), `equal-risk` contribution, `maximum-diversification`, or the
 * efficient `frontier` with so many points.
 */
export type Method =
  | { readonly kind: 'minimum-variance' }
  | { readonly kind: 'mean-variance'; readonly preference: RiskAversionOrTarget }
  | { readonly kind: 'maximum-sharpe'; readonly riskFreeRate: number }
  | { readonly kind: 'equal-risk' }
  | { readonly kind: 'maximum-diversification' }
  | { readonly kind: 'frontier'; readonly points: number };

/** An optimal portfolio or frontier, or why there is none. */
export type OptimisationResult = OptimalPortfolio | Frontier | Unsolved | UndefinedRatio;

/**
 * Optimises a portfolio of any assets by any method, subject to any constraints.
 *
 * @returns the optimal portfolio, or the frontier; otherwise the constraints in conflict (`infeasible`), why the
 *   ratio has no maximum (`no-ratio`), or the solvers' residuals (`failed`).
 * @throws RangeError if a constraint or parameter is malformed, or if the method needs expected returns and there are
 *   none.
 * @example
 * const covariance = { kind: 'dense', n: 2, matrix: Float64Array.of(0.04, 0.01, 0.01, 0.09) } as const;
 * const assets = { names: ['equity', 'gold'], covariance, expected: Float64Array.of(0.11, 0.07) };
 * const constraints = [fullyInvested(2), noShorts(2), nameCap(2, 0.8)];
 * const result = await optimise(assets, constraints, { kind: 'maximum-sharpe', riskFreeRate: 0.065 });
 * if (result.kind === 'optimal') console.log(result.weights, result.volatility);
 */
export async function applyMethod(
  assets: Assets,
  constraints: readonly Constraint[],
  method: Method,
): Promise<OptimisationResult> {
  switch (method.kind) {
    case 'minimum-variance':
      return minimumVariance(assets, constraints);
    case 'mean-variance':
      return meanVariance(assets, constraints, method.preference);
    case 'maximum-sharpe':
      return maximumSharpe(assets, constraints, method.riskFreeRate);
    case 'equal-risk':
      return equalRisk(assets, constraints);
    case 'maximum-diversification':
      return maximumDiversification(assets, constraints);
    case 'frontier':
      return efficientFrontier(assets, constraints, method.points);
  }
}

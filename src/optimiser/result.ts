import { largestResidual } from '../math/qp/fixed-point.ts';

import { type Assets, dot, volatilityOf } from './assets.ts';
import type { BindingConstraint } from './constraint-names.ts';
import type { Solution } from './solve.ts';

/** The weights that a method selects, with their expected return and risk. */
export interface OptimalPortfolio {
  readonly kind: 'optimal';
  /** [n], fractions in the order of the assets. */
  readonly weights: Float64Array;
  /** In the time unit of the assets; null if they have no expected returns. */
  readonly expectedReturn: number | null;
  /** Exactly 0 for a portfolio without risk. */
  readonly volatility: number;
  readonly bindingConstraints: readonly BindingConstraint[];
  /** How the weights were found; `formula` for methods that compute them directly. */
  readonly solver: Solution['solver'] | 'formula';
  /** Largest residual of the optimality conditions (KKT); 0 at an exact solution. */
  readonly residual: number;
  /** The ratio that the method maximises, if any. */
  readonly ratio: { readonly kind: 'sharpe' | 'diversification'; readonly value: number } | null;
  /** Conditional value at risk per period of the data, a positive loss; null for other methods than minimum-cvar. */
  readonly conditionalValueAtRisk: number | null;
  /** Notes that qualify the result, in sentences. */
  readonly notes: readonly string[];
}

export const portfolioResult = (
  assets: Assets,
  weights: Float64Array,
  details: Pick<OptimalPortfolio, 'bindingConstraints' | 'solver' | 'residual'>,
): OptimalPortfolio => ({
  kind: 'optimal',
  weights,
  expectedReturn: assets.expected && dot(assets.expected, weights),
  volatility: volatilityOf(assets, weights),
  ratio: null,
  conditionalValueAtRisk: null,
  notes: [],
  ...details,
});

export const optimalPortfolio = (
  assets: Assets,
  { weights, bindingConstraints, solver, residuals }: Solution,
): OptimalPortfolio =>
  portfolioResult(assets, weights, { bindingConstraints, solver, residual: largestResidual(residuals) });

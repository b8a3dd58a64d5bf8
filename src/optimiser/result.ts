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
  readonly volatility: number;
  readonly bindingConstraints: readonly BindingConstraint[];
  readonly solver: Solution['solver'];
  /** Largest residual of the optimality conditions (KKT); 0 at an exact solution. */
  readonly residual: number;
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
  ...details,
});

export const optimalPortfolio = (
  assets: Assets,
  { weights, bindingConstraints, solver, residuals }: Solution,
): OptimalPortfolio =>
  portfolioResult(assets, weights, { bindingConstraints, solver, residual: largestResidual(residuals) });

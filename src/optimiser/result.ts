import { worst } from '../math/qp/fixed-point.ts';

import { type Assets, dot, volatilityOf } from './assets.ts';
import type { Binding } from './constraint-names.ts';
import type { Solution } from './solve.ts';

/** Weights that a method has chosen, with what they come to. */
export interface Chosen {
  readonly kind: 'chosen';
  /** In the order of the assets. */
  readonly weights: Float64Array;
  /** In the time unit of the assets' figures; null where there are no expected returns. */
  readonly expectedReturn: number | null;
  readonly volatility: number;
  readonly binding: readonly Binding[];
  readonly solver: Solution['solver'];
  /** The largest residual of the test of optimality, 0 at an exact answer. */
  readonly residual: number;
}

export const measured = (
  assets: Assets,
  weights: Float64Array,
  how: Pick<Chosen, 'binding' | 'solver' | 'residual'>,
): Chosen => ({
  kind: 'chosen',
  weights,
  expectedReturn: assets.expected && dot(assets.expected, weights),
  volatility: volatilityOf(assets, weights),
  ...how,
});

export const chosen = (assets: Assets, { weights, binding, solver, residuals }: Solution): Chosen =>
  measured(assets, weights, { binding, solver, residual: worst(residuals) });

import { checkBand, type Constraint } from './constraint.ts';

/** Keeps the portfolio's exposure to a factor, Σ wᵢ·xᵢ, between `low` and `high`; one of them may be infinite. */
export function factorBand(name: string, exposures: Float64Array, low: number, high: number): Constraint {
  checkBand(name, low, high);
  return { kind: 'row', name, coefficients: exposures, low, high };
}

import { checkBand, type Limit } from './constraint.ts';

/** The portfolio's exposure to a factor, Σ wᵢ·xᵢ, from `low` to `high`; one of them may be infinite. */
export function factorBand(name: string, exposures: Float64Array, low: number, high: number): Limit {
  checkBand(name, low, high);
  return { kind: 'row', name, coefficients: exposures, low, high };
}

import { checkBand, type Constraint } from './constraint.ts';

/** Bounds each weight separately, as the rule book does for the sleeves of a bouquet. */
export function weightBounds(name: string, lower: Float64Array, upper: Float64Array): Constraint {
  lower.forEach((low, i) => checkBand(`${name}, asset ${i + 1}`, low, upper[i]!));
  return { kind: 'bounds', name, lower, upper };
}

import { checkBand, type Limit } from './constraint.ts';

/** Each weight within its own band, as the sleeves of a bouquet have it. */
export function weightBounds(name: string, lower: Float64Array, upper: Float64Array): Limit {
  lower.forEach((low, i) => checkBand(`${name}, asset ${i + 1}`, low, upper[i]!));
  return { kind: 'bounds', name, lower, upper };
}

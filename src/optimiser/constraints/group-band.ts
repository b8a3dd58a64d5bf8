import { checkBand, type Constraint } from './constraint.ts';

/**
 * Keeps the total weight of a group of assets, such as an industry, between `low` and `high`; one of them may be
 * infinite.
 *
 * @param members indices of the group's assets.
 */
export function groupBand(
  name: string,
  n: number,
  members: readonly number[],
  low: number,
  high: number,
): Constraint {
  checkBand(name, low, high);
  const coefficients = new Float64Array(n);
  for (const i of members) coefficients[i] = 1;
  return { kind: 'row', name, coefficients, low, high };
}

import { checkBand, type Limit } from './constraint.ts';

/** The summed weight of some of n assets, such as an industry's, from `low` to `high`; one of them may be infinite. */
export function groupBand(
  name: string,
  n: number,
  members: readonly number[],
  low: number,
  high: number,
): Limit {
  checkBand(name, low, high);
  const coefficients = new Float64Array(n);
  for (const i of members) coefficients[i] = 1;
  return { kind: 'row', name, coefficients, low, high };
}

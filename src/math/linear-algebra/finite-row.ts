import { COVARIATES } from './cross-products.ts';

/** Whether all twelve covariates of a row are finite: a sum with a NaN or an infinity in it is not. */
export function finiteRow(table: Float64Array, row: number): boolean {
  const x = row * COVARIATES;
  // In three parts, which the processor adds up side by side.
  const first = table[x]! + table[x + 1]! + table[x + 2]! + table[x + 3]!;
  const second = table[x + 4]! + table[x + 5]! + table[x + 6]! + table[x + 7]!;
  const third = table[x + 8]! + table[x + 9]! + table[x + 10]! + table[x + 11]!;
  const sum = first + second + third;
  return sum - sum === 0;
}

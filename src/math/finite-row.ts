import { COVARIATES } from './cross-products.ts';

/** Whether all twelve covariates of a row are finite: a sum with a NaN or an infinity in it is not. */
export function finiteRow(table: Float64Array, row: number): boolean {
  const x = row * COVARIATES;
  const sum =
    table[x]! +
    table[x + 1]! +
    table[x + 2]! +
    table[x + 3]! +
    table[x + 4]! +
    table[x + 5]! +
    table[x + 6]! +
    table[x + 7]! +
    table[x + 8]! +
    table[x + 9]! +
    table[x + 10]! +
    table[x + 11]!;
  return sum - sum === 0;
}

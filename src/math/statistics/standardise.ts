import type { Table } from '../table.ts';

/** Mean and standard deviation of each column of a table, for standardising other rows of the same columns. */
export interface Scale {
  readonly means: Float64Array;
  /** Standard deviations over n; 1 for a column that does not vary. */
  readonly deviations: Float64Array;
}

/** The scale of the columns of a table with at least one row. */
export function scaleOf({ width, values }: Table): Scale {
  const count = values.length / width;
  const means = new Float64Array(width);
  const deviations = new Float64Array(width);
  for (let c = 0; c < width; c++) {
    for (let i = c; i < values.length; i += width) means[c]! += values[i]! / count;
    let squares = 0;
    for (let i = c; i < values.length; i += width) squares += (values[i]! - means[c]!) ** 2;
    deviations[c] = squares > 0 ? Math.sqrt(squares / count) : 1;
  }
  return { means, deviations };
}

/** Subtracts each column's mean and divides by its standard deviation. */
export const toScale = ({ width, values }: Table, { means, deviations }: Scale): Table => ({
  width,
  values: values.map((v, i) => (v - means[i % width]!) / deviations[i % width]!),
});

import { countUpTo } from '../count-up-to.ts';

/**
 * The finite values of a growing prefix of a series, in order: for statistics of everything up to a row, row after row. Each
 * value is inserted once, so that n rows cost n insertions and not n sorts; an earlier row than the last starts again.
 *
 * @param values NaN and infinite values are missing and skipped.
 * @returns a function of the number of rows in the prefix, to ascending values; valid until it is called again.
 */
export function expandingOrder(values: Float64Array): (rows: number) => Float64Array {
  const sorted = new Float64Array(values.length);
  let [read, held] = [0, 0];
  return (rows) => {
    if (rows < read) [read, held] = [0, 0];
    for (; read < rows; read++) {
      const value = values[read]!;
      if (!Number.isFinite(value)) continue;
      const at = countUpTo(sorted.subarray(0, held), value);
      sorted.copyWithin(at + 1, at, held);
      sorted[at] = value;
      held++;
    }
    return sorted.subarray(0, held);
  };
}

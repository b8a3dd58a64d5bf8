/** Counts of pairs: row i, column j is how often the first said category i and the second category j. */
export type Contingency = readonly (readonly number[])[];

/**
 * Cohen's (1960) κ: agreement beyond what the marginals would give by chance. 1 is perfect, 0 is chance. NaN
 * where one of the two says the same throughout and the other agrees, so that chance itself is 1.
 */
export function cohenKappa(table: Contingency): number {
  const total = table.flat().reduce((sum, n) => sum + n, 0);
  let [agreed, expected] = [0, 0];
  table.forEach((row, i) => {
    agreed += row[i]!;
    const rowSum = row.reduce((sum, n) => sum + n, 0);
    const columnSum = table.reduce((sum, other) => sum + other[i]!, 0);
    expected += (rowSum * columnSum) / total;
  });
  return (agreed - expected) / (total - expected);
}

/** Two yes–no sequences of one length as a 2×2 table, yes first. */
export function contingency(first: readonly boolean[], second: readonly boolean[]): Contingency {
  const count = (a: boolean, b: boolean) => first.filter((x, i) => x === a && second[i] === b).length;
  return [
    [count(true, true), count(true, false)],
    [count(false, true), count(false, false)],
  ];
}

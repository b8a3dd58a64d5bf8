/** Counts of pairs: row i, column j counts how often the first rater chose category i and the second category j. */
export type Contingency = readonly (readonly number[])[];

/**
 * Cohen's (1960) κ: agreement beyond what the marginals give by chance. 1 is perfect, 0 is chance. NaN where both raters
 * choose one category throughout, so that chance agreement is 1.
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

/** The 2×2 table of two binary sequences of equal length, `true` first. */
export function contingency(first: readonly boolean[], second: readonly boolean[]): Contingency {
  const count = (a: boolean, b: boolean) => first.filter((x, i) => x === a && second[i] === b).length;
  return [
    [count(true, true), count(true, false)],
    [count(false, true), count(false, false)],
  ];
}

/** How pandas names the columns that had no name: its row index, and the empty one after a trailing comma. */
const UNNAMED = /^(Unnamed: \d+|)$/;

/**
 * The positions of the columns that a file had before pandas saved it, which puts its row index first and gives an empty
 * last column a name; null if pandas added no column.
 */
export function columnsBeforePandas(header: readonly string[]): readonly number[] | null {
  const positions = [...header.keys()].filter((i) => !UNNAMED.test(header[i]!.trim()));
  return positions.length === header.length || positions.length === 0 ? null : positions;
}

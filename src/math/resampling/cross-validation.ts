/** What the splits of a combinatorially symmetric cross-validation give. */
export interface CrossValidation {
  /** ln(ω/(1 − ω)) of each split: ω is the relative rank, among all columns in the other half, of the best of one half. */
  readonly logits: Float64Array;
  /** The column chosen in each split. */
  readonly chosen: Int32Array;
}

/**
 * Combinatorially symmetric cross-validation of Sharpe ratios (Bailey, Borwein, López de Prado and Zhu 2017): the rows are
 * cut into `groups` blocks of time; for each way to take half of them, the column with the highest Sharpe ratio there is
 * ranked on the rest. A column without variation has a ratio of 0; equal ratios share their mean rank.
 *
 * @param columns returns in time order, all of one length of at least `groups` · 2.
 * @param groups even, 2 to 20. Groups differ by at most one row.
 */
export function crossValidateSharpe(columns: readonly ArrayLike<number>[], groups: number): CrossValidation {
  const width = columns.length;
  const n = columns[0]?.length ?? 0;
  if (groups % 2 !== 0 || groups < 2 || groups > 20 || n < 2 * groups || width < 2)
    throw new RangeError(`cannot cross-validate ${width} columns of ${n} rows in ${groups} groups`);
  // Sums, sums of squares and rows of each group.
  const sums = new Float64Array(groups * width);
  const squares = new Float64Array(groups * width);
  const rows = new Int32Array(groups);
  for (let g = 0; g < groups; g++) {
    const [from, to] = [Math.floor((g * n) / groups), Math.floor(((g + 1) * n) / groups)];
    rows[g] = to - from;
    for (let c = 0; c < width; c++)
      for (let i = from; i < to; i++) {
        sums[g * width + c]! += columns[c]![i]!;
        squares[g * width + c]! += columns[c]![i]! ** 2;
      }
  }
  const logits: number[] = [];
  const chosen: number[] = [];
  const half = groups / 2;
  const sides = { inside: new Float64Array(width), outside: new Float64Array(width) };
  for (let mask = (1 << half) - 1; mask < 1 << groups; mask = nextSubset(mask)) {
    sharpeOf(mask, sides.inside);
    sharpeOf(~mask, sides.outside);
    let best = 0;
    for (let c = 1; c < width; c++) if (sides.inside[c]! > sides.inside[best]!) best = c;
    const own = sides.outside[best]!;
    let rank = 0.5;
    for (let c = 0; c < width; c++) rank += sides.outside[c]! < own ? 1 : sides.outside[c] === own ? 0.5 : 0;
    const relative = rank / (width + 1);
    logits.push(Math.log(relative / (1 - relative)));
    chosen.push(best);
  }
  return { logits: Float64Array.from(logits), chosen: Int32Array.from(chosen) };

  function sharpeOf(mask: number, out: Float64Array): void {
    let count = 0;
    for (let g = 0; g < groups; g++) if (mask & (1 << g)) count += rows[g]!;
    for (let c = 0; c < width; c++) {
      let sum = 0;
      let square = 0;
      for (let g = 0; g < groups; g++)
        if (mask & (1 << g)) {
          sum += sums[g * width + c]!;
          square += squares[g * width + c]!;
        }
      const variance = (square - (sum * sum) / count) / (count - 1);
      out[c] = variance > 0 ? sum / count / Math.sqrt(variance) : 0;
    }
  }
}

/** The next larger number with as many bits set (Gosper). */
function nextSubset(mask: number): number {
  const lowest = mask & -mask;
  const ripple = mask + lowest;
  return ripple | (((ripple ^ mask) / lowest) >> 2);
}

/** What the splits of a combinatorially symmetric cross-validation give, one entry per split. */
export interface CrossValidation {
  /** ln(ω/(1 − ω)): ω is the relative rank, among all columns in the other half, of the best of one half. */
  readonly logits: Float64Array;
  /** The column chosen. */
  readonly chosen: Int32Array;
  /** The Sharpe ratio of the chosen column in the half that chose it, and in the other half. */
  readonly inSample: Float64Array;
  readonly outOfSample: Float64Array;
}

/**
 * Combinatorially symmetric cross-validation of Sharpe ratios (Bailey, Borwein, López de Prado and Zhu 2017): the rows are
 * cut into `groups` blocks of time; for each way to take half of them, the column with the highest Sharpe ratio there is
 * ranked on the rest. A column without variation has a ratio of 0; equal ratios share their mean rank.
 *
 * Sums over a half are those of two quarters, each computed once: 12,870 splits of 1,000 columns are 13 million ratios, and
 * returns are read once.
 *
 * @param columns returns in time order, all of one length of at least `groups` · 2.
 * @param groups even, 2 to 20. Groups differ by at most one row.
 */
export function crossValidateSharpe(columns: readonly ArrayLike<number>[], groups: number): CrossValidation {
  const width = columns.length;
  const n = columns[0]?.length ?? 0;
  if (groups % 2 !== 0 || groups < 2 || groups > 20 || n < 2 * groups || width < 2)
    throw new RangeError(`cannot cross-validate ${width} columns of ${n} rows in ${groups} groups`);
  const half = groups / 2;
  const low = subsetSums(columns, groups, 0, half);
  const high = subsetSums(columns, groups, half, groups);
  const masks = masksOf(groups);
  const splits = masks.length;
  const result = {
    logits: new Float64Array(splits),
    chosen: new Int32Array(splits),
    inSample: new Float64Array(splits),
    outOfSample: new Float64Array(splits),
  };
  const all = (1 << groups) - 1;
  const place = new Map(masks.map((mask, i) => [mask, i]));
  const [these, others] = [new Float64Array(width), new Float64Array(width)];
  for (const [split, mask] of masks.entries()) {
    // A split and its complement have the same two halves.
    const complement = place.get(all ^ mask)!;
    if (complement < split) continue;
    sharpeOf(mask, these);
    sharpeOf(all ^ mask, others);
    record(split, these, others);
    record(complement, others, these);
  }
  return result;

  function sharpeOf(mask: number, out: Float64Array): void {
    const [a, b] = [mask & ((1 << half) - 1), mask >> half];
    const count = low.rows[a]! + high.rows[b]!;
    const [sumA, sumB, squareA, squareB] = [low.sums[a]!, high.sums[b]!, low.squares[a]!, high.squares[b]!];
    for (let c = 0; c < width; c++) {
      const sum = sumA[c]! + sumB[c]!;
      const variance = (squareA[c]! + squareB[c]! - (sum * sum) / count) / (count - 1);
      out[c] = variance > 0 ? sum / count / Math.sqrt(variance) : 0;
    }
  }

  function record(split: number, inside: Float64Array, outside: Float64Array): void {
    let best = 0;
    for (let c = 1; c < width; c++) if (inside[c]! > inside[best]!) best = c;
    const own = outside[best]!;
    let rank = 0.5;
    for (let c = 0; c < width; c++) rank += outside[c]! < own ? 1 : outside[c] === own ? 0.5 : 0;
    const relative = rank / (width + 1);
    result.logits[split] = Math.log(relative / (1 - relative));
    result.chosen[split] = best;
    result.inSample[split] = inside[best]!;
    result.outOfSample[split] = own;
  }
}

/** Sums, sums of squares by column, and rows, of every subset of the groups `first` to `end` − 1. */
interface SubsetSums {
  readonly sums: readonly Float64Array[];
  readonly squares: readonly Float64Array[];
  readonly rows: Int32Array;
}

function subsetSums(
  columns: readonly ArrayLike<number>[],
  groups: number,
  first: number,
  end: number,
): SubsetSums {
  const n = columns[0]!.length;
  const subsets = 1 << (end - first);
  const zero = (): Float64Array[] => Array.from({ length: subsets }, () => new Float64Array(columns.length));
  const [sums, squares, rows] = [zero(), zero(), new Int32Array(subsets)];
  for (let g = first; g < end; g++) {
    const bit = 1 << (g - first);
    const [from, to] = [Math.floor((g * n) / groups), Math.floor(((g + 1) * n) / groups)];
    rows[bit] = to - from;
    for (const [c, column] of columns.entries())
      for (let i = from; i < to; i++) {
        sums[bit]![c]! += column[i]!;
        squares[bit]![c]! += column[i]! ** 2;
      }
    // The subsets with this group as the last one are those without it, and it.
    for (let rest = 1; rest < bit; rest++) {
      rows[bit | rest] = rows[bit] + rows[rest]!;
      for (let c = 0; c < columns.length; c++) {
        sums[bit | rest]![c] = sums[rest]![c]! + sums[bit]![c]!;
        squares[bit | rest]![c] = squares[rest]![c]! + squares[bit]![c]!;
      }
    }
  }
  return { sums, squares, rows };
}

/** All ways to take half of the groups, ascending as numbers. */
function masksOf(groups: number): number[] {
  const masks: number[] = [];
  for (let mask = (1 << (groups / 2)) - 1; mask < 1 << groups; mask = nextSubset(mask)) masks.push(mask);
  return masks;
}

/** The next larger number with as many bits set (Gosper). */
function nextSubset(mask: number): number {
  const lowest = mask & -mask;
  const ripple = mask + lowest;
  return ripple | (((ripple ^ mask) / lowest) >> 2);
}

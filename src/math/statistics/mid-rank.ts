import { countUpTo } from '../count-up-to.ts';

/**
 * Mid-rank percentile of `x` among the first `count` of `values` and itself: (#less + ½·#equal) / n, in (0, 1).
 *
 * NaN among the values is missing and skipped. Returns the percentile and n, the number of observations including `x`,
 * so that the caller can require a minimum. This is scipy's
 * `percentileofscore(kind="mean")` over the sample with `x` in it.
 */
export function midRank(values: Float64Array, count: number, x: number): { percentile: number; n: number } {
  let less = 0;
  let equal = 1;
  let n = 1;
  for (let i = 0; i < count; i++) {
    const v = values[i]!;
    if (v < x) less++;
    else if (v === x) equal++;
    else if (Number.isNaN(v)) continue;
    n++;
  }
  return { percentile: (less + equal / 2) / n, n };
}

/** After so many ranks in the same values, sorting them costs less than going through them again. */
const SORTED_FROM = 3;

/**
 * `midRank` for searches that rank many figures in the same first values: the same results, looked up in a sorted copy.
 *
 * @returns a function of the count of values and the figure.
 */
export function midRankIn(
  values: Float64Array,
): (count: number, x: number) => { readonly percentile: number; readonly n: number } {
  let last = -1;
  let asked = 0;
  let sorted: Float64Array | null = null;
  return (count, x) => {
    if (count !== last) [last, asked, sorted] = [count, 0, null];
    if (++asked < SORTED_FROM) return midRank(values, count, x);
    sorted ??= values
      .slice(0, count)
      .filter((v) => !Number.isNaN(v))
      .sort();
    const less = countBelow(sorted, x);
    const equal = countUpTo(sorted, x) - less + 1;
    const n = sorted.length + 1;
    // As in the scan, nothing is below or equal to what is not a number.
    return { percentile: Number.isNaN(x) ? 0.5 / n : (less + equal / 2) / n, n };
  };
}

/** How many ascending values are below a limit, by bisection. */
function countBelow(sorted: Float64Array, limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

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

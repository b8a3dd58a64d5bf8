/** The correlation of two series under weights that need not sum to 1; null if one of them does not vary. */
export function weightedCorrelation(
  a: readonly number[],
  b: readonly number[],
  weights: readonly number[],
): number | null {
  let [total, meanA, meanB] = [0, 0, 0];
  for (const [i, w] of weights.entries()) {
    total += w;
    meanA += w * a[i]!;
    meanB += w * b[i]!;
  }
  meanA /= total;
  meanB /= total;
  let [aa, bb, ab] = [0, 0, 0];
  for (const [i, w] of weights.entries()) {
    const [x, y] = [a[i]! - meanA, b[i]! - meanB];
    aa += w * x * x;
    bb += w * y * y;
    ab += w * x * y;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : null;
}

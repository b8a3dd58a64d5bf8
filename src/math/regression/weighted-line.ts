/**
 * Weighted least-squares slope and intercept of y on x over the entries listed in `which` where y is present; the
 * slope is 0 if x does not vary. Null if no entry has a y.
 */
export function weightedLine(
  y: Float64Array,
  x: Float64Array,
  weights: Float64Array,
  which: Int32Array,
): { readonly slope: number; readonly intercept: number } | null {
  let w = 0;
  let meanX = 0;
  let meanY = 0;
  for (const i of which) {
    if (Number.isNaN(y[i]!)) continue;
    w += weights[i]!;
    meanX += weights[i]! * x[i]!;
    meanY += weights[i]! * y[i]!;
  }
  if (!(w > 0)) return null;
  meanX /= w;
  meanY /= w;
  let xx = 0;
  let xy = 0;
  for (const i of which) {
    if (Number.isNaN(y[i]!)) continue;
    const away = x[i]! - meanX;
    xx += weights[i]! * away * away;
    xy += weights[i]! * away * (y[i]! - meanY);
  }
  const slope = xx > 0 ? xy / xx : 0;
  return { slope, intercept: meanY - slope * meanX };
}

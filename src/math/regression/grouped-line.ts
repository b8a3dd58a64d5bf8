/** y = level of the group + slope · x: parallel lines, one per group. */
export interface GroupedLine {
  readonly slope: number;
  /** Level of each group at x = 0; a group without observations has the overall level. */
  readonly levels: Float64Array;
}

/**
 * Weighted least squares of y on x with an intercept per group, over the entries listed in `which` where y is present.
 * Group means are removed first (Frisch–Waugh), so no matrix is needed. Null if no entry has a y.
 */
export function groupedLine(
  y: Float64Array,
  x: Float64Array,
  group: Uint8Array,
  groups: number,
  weights: Float64Array,
  which: Int32Array,
): GroupedLine | null {
  const weight = new Float64Array(groups + 1);
  const meanX = new Float64Array(groups + 1);
  const meanY = new Float64Array(groups + 1);
  for (const i of which) {
    if (Number.isNaN(y[i]!)) continue;
    const g = group[i]!;
    weight[g]! += weights[i]!;
    meanX[g]! += weights[i]! * x[i]!;
    meanY[g]! += weights[i]! * y[i]!;
  }
  // The last entry is for all groups together.
  for (let g = 0; g < groups; g++) {
    weight[groups]! += weight[g]!;
    meanX[groups]! += meanX[g]!;
    meanY[groups]! += meanY[g]!;
  }
  if (!(weight[groups]! > 0)) return null;
  for (let g = 0; g <= groups; g++) {
    if (!(weight[g]! > 0)) continue;
    meanX[g]! /= weight[g]!;
    meanY[g]! /= weight[g]!;
  }
  let xx = 0;
  let xy = 0;
  let size = 0;
  for (const i of which) {
    if (Number.isNaN(y[i]!)) continue;
    const away = x[i]! - meanX[group[i]!]!;
    xx += weights[i]! * away * away;
    xy += weights[i]! * away * (y[i]! - meanY[group[i]!]!);
    size += weights[i]! * x[i]! * x[i]!;
  }
  const slope = xx > 1e-12 * size ? xy / xx : 0;
  const levels = new Float64Array(groups);
  for (let g = 0; g < groups; g++) {
    const from = weight[g]! > 0 ? g : groups;
    levels[g] = meanY[from]! - slope * meanX[from]!;
  }
  return { slope, levels };
}

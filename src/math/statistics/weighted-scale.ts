/** The centre and unit of a standardised column. */
export interface CentreAndSpread {
  readonly centre: number;
  readonly spread: number;
}

/**
 * Weighted mean, and equally weighted standard deviation (over n, about the equally weighted mean), of the first
 * `count` values: USE4's convention for exposures. A spread of 0 means that the values do not vary beyond rounding.
 */
export function weightedScale(values: Float64Array, weights: Float64Array, count: number): CentreAndSpread {
  let total = 0;
  let centre = 0;
  let mean = 0;
  for (let i = 0; i < count; i++) {
    total += weights[i]!;
    centre += weights[i]! * values[i]!;
    mean += values[i]!;
  }
  mean /= count;
  let squares = 0;
  let size = 0;
  for (let i = 0; i < count; i++) {
    const away = values[i]! - mean;
    squares += away * away;
    size += values[i]! * values[i]!;
  }
  return {
    centre: centre / total,
    spread: squares > 1e-24 * size ? Math.sqrt(squares / count) : 0,
  };
}

const ENOUGH = 1e-12;
const MOST_ROUNDS = 60;

/**
 * The scale on which the values, *after* clipping at ±limit, have weighted mean 0 and standard deviation 1. Clipping
 * changes both, so clipping and rescaling are iterated to convergence: all three properties then hold at once, to 1e-12,
 * unless so much is clipped that no such scale exists.
 */
export function clippedScale(
  values: Float64Array,
  weights: Float64Array,
  count: number,
  limit: number,
): CentreAndSpread {
  let { centre, spread } = weightedScale(values, weights, count);
  for (let round = 0; round < MOST_ROUNDS && spread > 0; round++) {
    let clipped = 0;
    let total = 0;
    let weighted = 0;
    let sum = 0;
    let squares = 0;
    const unit = 1 / spread;
    for (let i = 0; i < count; i++) {
      let z = (values[i]! - centre) * unit;
      if (z > limit) {
        z = limit;
        clipped++;
      } else if (z < -limit) {
        z = -limit;
        clipped++;
      }
      total += weights[i]!;
      weighted += weights[i]! * z;
      sum += z;
      squares += z * z;
    }
    if (clipped === 0) break;
    // The z are of order 1, so the difference of sums loses no relevant precision.
    const left = weighted / total;
    const deviation = Math.sqrt(squares / count - (sum / count) ** 2);
    centre += left * spread;
    spread *= deviation;
    if (Math.abs(left) < ENOUGH && Math.abs(deviation - 1) < ENOUGH) break;
  }
  return { centre, spread };
}

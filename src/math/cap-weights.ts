/** Capped weights; or, if the limits sum to less than 1, that sum (`capacity`). */
export type CappedWeights =
  | { readonly kind: 'capped'; readonly weights: Float64Array }
  | { readonly kind: 'infeasible'; readonly capacity: number };

/** Limits that sum to 1 up to rounding are feasible. */
const ROUNDING = 1e-12;

/**
 * Weights in proportion to `raw`, none above its limit, summing to 1. The excess over a limit is redistributed to the
 * others pro rata until no weight exceeds its limit; each round fixes at least one more weight, so it terminates (the
 * capping of index methodologies). A raw weight of 0 stays 0, and its limit adds no capacity.
 *
 * @param raw n long, ≥ 0, not all 0, no NaN.
 * @param limits n long, as fractions.
 */
export function capWeights(raw: Float64Array, limits: Float64Array): CappedWeights {
  let capacity = 0;
  for (let i = 0; i < raw.length; i++) if (raw[i]! > 0) capacity += limits[i]!;
  if (!(capacity >= 1 - ROUNDING)) return { kind: 'infeasible', capacity };
  const weights = new Float64Array(raw.length);
  const isFixed = new Uint8Array(raw.length);
  for (let fixedMore = true; fixedMore;) {
    fixedMore = false;
    let left = 1;
    let free = 0;
    for (let i = 0; i < raw.length; i++) {
      if (isFixed[i]) left -= limits[i]!;
      else free += raw[i]!;
    }
    for (let i = 0; i < raw.length; i++) {
      if (isFixed[i]) continue;
      weights[i] = free > 0 ? (raw[i]! * left) / free : 0;
      if (weights[i]! > limits[i]! + ROUNDING) {
        isFixed[i] = 1;
        fixedMore = true;
      }
    }
    for (let i = 0; i < raw.length; i++) if (isFixed[i]) weights[i] = limits[i]!;
  }
  return { kind: 'capped', weights };
}

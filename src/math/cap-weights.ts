/** Weights within their limits; or, where the limits together leave room for less than 1, that room. */
export type CappedWeights =
  | { readonly kind: 'capped'; readonly weights: Float64Array }
  | { readonly kind: 'infeasible'; readonly room: number };

/** Limits that add up to 1 but for rounding leave room enough. */
const ROUNDING = 1e-12;

/**
 * Weights in proportion to `raw` (≥ 0, not all 0), none above its limit, summing to 1. What exceeds a limit goes to the
 * rest pro rata, again and again until none exceeds its limit: each round fixes at least one more name, so it ends.
 * A name with a raw weight of 0 gets none, and its limit makes no room.
 */
export function capWeights(raw: Float64Array, limits: Float64Array): CappedWeights {
  let room = 0;
  for (let i = 0; i < raw.length; i++) if (raw[i]! > 0) room += limits[i]!;
  if (!(room >= 1 - ROUNDING)) return { kind: 'infeasible', room };
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

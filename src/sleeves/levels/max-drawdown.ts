/** The deepest fall of levels from a peak before it, a fraction; 0 or less, 0 where there was none. */
export function deepestFall(levels: readonly number[]): number {
  let peak = 0;
  let fall = 0;
  for (const level of levels) {
    peak = Math.max(peak, level);
    fall = Math.min(fall, level / peak - 1);
  }
  return fall;
}

/** Maximum drawdown: the largest decline of a level from an earlier peak, a fraction; 0 or negative. */
export function maximumDrawdown(levels: readonly number[]): number {
  let peak = 0;
  let drawdown = 0;
  for (const level of levels) {
    peak = Math.max(peak, level);
    drawdown = Math.min(drawdown, level / peak - 1);
  }
  return drawdown;
}

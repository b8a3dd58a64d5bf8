/** The largest fall of a value that starts at 1 from an earlier peak, the start included: 0 or below. */
export function maximumDrawdown(values: ArrayLike<number>): number {
  let [peak, worst] = [1, 0];
  for (let i = 0; i < values.length; i++) {
    peak = Math.max(peak, values[i]!);
    worst = Math.min(worst, values[i]! / peak - 1);
  }
  return worst;
}

/**
 * Capture ratio: the geometric mean return in the months in which the benchmark rose (or fell), over the benchmark's in
 * the same months. Source: Bacon, Practical
 * Portfolio Performance Measurement and Attribution, with geometric means.
 *
 * @param direction 1 for months in which the benchmark rose, −1 for those in which it fell.
 * @returns null if there is no such month.
 */
export function captureRatio(
  returns: ArrayLike<number>,
  benchmark: ArrayLike<number>,
  direction: 1 | -1,
): number | null {
  let [own, other, months] = [1, 1, 0];
  for (let i = 0; i < returns.length; i++) {
    if (!(benchmark[i]! * direction > 0)) continue;
    own *= 1 + returns[i]!;
    other *= 1 + benchmark[i]!;
    months++;
  }
  if (months === 0) return null;
  return (own ** (1 / months) - 1) / (other ** (1 / months) - 1);
}

/**
 * Mean of each window of `width` values ending at i; NaN if fewer than `minPresent` values are present.
 *
 * Missing values are NaN and are not counted. The sum runs along the series with Kahan compensation,
 * one compensation for what enters and one for what leaves, the leaving value first: the arithmetic of pandas'
 * `rolling(...).mean()`. The order of operations is part of the definition, because a percentile of the means
 * counts ties, and a tie depends on the last bit.
 */
export function rollingMean(values: ArrayLike<number>, width: number, minPresent = width): Float64Array {
  const means = new Float64Array(values.length).fill(NaN);
  let sum = 0;
  let lostOnEntry = 0;
  let lostOnExit = 0;
  let present = 0;
  let sameInARow = 0;
  let last = NaN;
  for (let i = 0; i < values.length; i++) {
    const leaving = i >= width ? values[i - width]! : NaN;
    if (!Number.isNaN(leaving)) {
      present--;
      const y = -leaving - lostOnExit;
      const next = sum + y;
      lostOnExit = next - sum - y;
      sum = next;
    }
    const entering = values[i]!;
    if (!Number.isNaN(entering)) {
      present++;
      const y = entering - lostOnEntry;
      const next = sum + y;
      lostOnEntry = next - sum - y;
      sum = next;
      sameInARow = entering === last ? sameInARow + 1 : 1;
      last = entering;
    }
    if (present >= minPresent && present > 0) {
      // A window of one repeated value has exactly that mean, whatever rounding the running sum has accumulated.
      means[i] = sameInARow >= present ? last : sum / present;
    }
  }
  return means;
}

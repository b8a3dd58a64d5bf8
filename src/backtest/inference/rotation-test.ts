import { LEAST_MONTHS } from './resampled-differences.ts';

/** Whether the labels came at the right time: every shift of the same sequence of labels is as likely without skill. */
export interface RotationTest {
  readonly months: number;
  /** Log growth a year of the labels as they were. */
  readonly growth: number;
  /** The mean over all shifts, the labels as they were included. */
  readonly meanOfShifts: number;
  /** Share of all shifts, 0 included, that end at least as high: the p-value, at least 1/months. */
  readonly atLeastAsHigh: number;
}

/** Ends this close, in log growth, are equal: they differ by the order of summation only. */
const ROUNDING = 1e-12;
const MONTHS = 12;

/**
 * The rotation test: the sequence of labels is shifted by every number of months, going on at its beginning, against the same
 * returns. A shift keeps how long labels last and how often they come, and breaks only their timing. Before costs, which
 * are the same for every shift but for the month in which it goes on at its beginning.
 *
 * @param labels of each month, as positions in `returns`. @param returns of the portfolio of each label: monthly and simple.
 * @returns null below 36 months.
 */
export function rotationTest(
  labels: ArrayLike<number>,
  returns: readonly ArrayLike<number>[],
): RotationTest | null {
  const n = labels.length;
  if (n < LEAST_MONTHS) return null;
  const logs = returns.map((r) => Float64Array.from({ length: n }, (_, t) => Math.log1p(r[t]!)));
  const growths = Float64Array.from({ length: n }, (_, shift) => {
    let sum = 0;
    for (let t = 0; t < n; t++) sum += logs[labels[(t + shift) % n]!]![t]!;
    return sum;
  });
  let [sum, high] = [0, 0];
  for (const growth of growths) {
    sum += growth;
    if (growth >= growths[0]! - ROUNDING) high++;
  }
  return {
    months: n,
    growth: (growths[0]! * MONTHS) / n,
    meanOfShifts: (sum / n) * (MONTHS / n),
    atLeastAsHigh: high / n,
  };
}

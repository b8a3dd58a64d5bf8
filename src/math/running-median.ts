/**
 * The medians of many series of positive sizes, kept up to date without a window: m moves up by a small factor where a
 * size is above it and down by the same where it is below (Robbins and Monro 1951, on ln m). With the gain 1/(0.857·n)
 * on the n-th value — 0.857 being the slope of the share below at the median of |normal| — it is as precise as the
 * sample median of n values; the gain stops falling at ln 2/(0.857·halfLife), from where it forgets with that
 * half-life. A sample median over a window would take a sort a series and day.
 */
export interface RunningMedians {
  /** NaN before the first value that is not 0. Changed in place. */
  readonly medians: Float64Array;
  readonly counts: Int32Array;
  /** Factors by which the n-th value moves the median; the last for all later ones. */
  readonly steps: Float64Array;
}

const SLOPE = 0.857;

export function runningMedians(series: number, halfLife: number): RunningMedians {
  const falling = Math.max(1, Math.floor(halfLife / Math.LN2));
  return {
    medians: new Float64Array(series).fill(NaN),
    counts: new Int32Array(series),
    steps: Float64Array.from({ length: falling }, (_, n) => Math.exp(1 / (SLOPE * (n + 1)))),
  };
}

/** A value more of each series, by its absolute size; NaN is missing. */
export function addToMedians({ medians, counts, steps }: RunningMedians, x: Float64Array): void {
  for (let i = 0; i < x.length; i++) {
    const size = Math.abs(x[i]!);
    if (size !== size) continue;
    const m = medians[i]!;
    if (m !== m) {
      if (size > 0) medians[i] = size;
      continue;
    }
    const step = steps[Math.min(counts[i]!++, steps.length - 1)]!;
    medians[i] = m * (size > m ? step : 1 / step);
  }
}

/** A fall below an earlier peak, as positions in the path of values. */
export interface DrawdownSpan {
  /** The last value at the peak. */
  readonly peak: number;
  /** The first value below the peak. */
  readonly from: number;
  /** The first of the lowest values. */
  readonly trough: number;
  /** The first value at or above the peak again; null if there is none. */
  readonly to: number | null;
  /** Trough over peak, minus 1: negative. */
  readonly depth: number;
}

/** Each value over the highest so far, minus 1: 0 at a peak, negative below it. Values are above 0. */
export function drawdownPath(values: ArrayLike<number>): Float64Array {
  const out = new Float64Array(values.length);
  let peak = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value > peak) peak = value;
    out[i] = value / peak - 1;
  }
  return out;
}

/** Every fall of a path of values above 0, in the order of time. A fall that has not recovered comes last, with `to` null. */
export function drawdownSpans(values: ArrayLike<number>): DrawdownSpan[] {
  const spans: DrawdownSpan[] = [];
  let peak = 0;
  let from = -1;
  let trough = -1;
  const add = (to: number | null): void => {
    spans.push({ peak, from, trough, to, depth: values[trough]! / values[peak]! - 1 });
  };
  for (let i = 1; i < values.length; i++) {
    const value = values[i]!;
    if (value >= values[peak]!) {
      if (from >= 0) add(i);
      peak = i;
      from = -1;
    } else if (from < 0) {
      from = i;
      trough = i;
    } else if (value < values[trough]!) trough = i;
  }
  if (from >= 0) add(null);
  return spans;
}

/** Maximum drawdown of a path: the largest decline from an earlier peak, a fraction; 0 or negative. */
export function maximumDrawdown(values: ArrayLike<number>): number {
  let peak = -Infinity;
  let deepest = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value > peak) peak = value;
    else if (value / peak - 1 < deepest) deepest = value / peak - 1;
  }
  return deepest;
}

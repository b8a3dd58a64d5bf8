import { medianOf, nthSmallest } from './nth-smallest.ts';

/** How extreme values are winsorised: see `winsorBounds`. */
export type Winsor =
  | {
      readonly kind: 'mad';
      /** Robust standard deviations (1.4826·MAD) from the median at which values are winsorised. */
      readonly width: number;
      /** Robust standard deviations beyond which a value counts as a data error and is dropped. */
      readonly errorsBeyond: number;
    }
  | {
      readonly kind: 'percentiles';
      /** Between 0 and ½; the other bound is at 1 minus this. */
      readonly tail: number;
    };

/** Values outside [errorLow, errorHigh] are data errors and dropped; the others are winsorised to [low, high]. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
  readonly errorLow: number;
  readonly errorHigh: number;
}

/**
 * Bounds from the first `count` of `values` (finite; `values` is not changed; `scratch` has the same length).
 *
 * `mad` makes two passes, as USE4 does with ordinary deviations: the first finds values so extreme that they must be
 * errors, the second winsorises the rest, measured without the errors. If more than half the values are equal, the MAD is
 * 0 and the mean absolute deviation × 1.2533, which is equivalent for normal values, replaces it (Iglewicz
 * and Hoaglin 1993). `percentiles` are those of Hyndman and Fan's type 7.
 */
export function winsorBounds(
  values: Float64Array,
  count: number,
  how: Winsor,
  scratch: Float64Array,
): Bounds {
  if (how.kind === 'percentiles') {
    const at = (share: number): number => {
      scratch.set(values.subarray(0, count));
      const place = share * (count - 1);
      const below = nthSmallest(scratch, count, Math.floor(place));
      const above = nthSmallest(scratch, count, Math.ceil(place));
      return below + (place - Math.floor(place)) * (above - below);
    };
    return { low: at(how.tail), high: at(1 - how.tail), errorLow: -Infinity, errorHigh: Infinity };
  }
  const first = robustScale(values, count, -Infinity, Infinity, scratch);
  const errorLow = first.median - how.errorsBeyond * first.deviation;
  const errorHigh = first.median + how.errorsBeyond * first.deviation;
  let errors = 0;
  for (let i = 0; i < count; i++) if (values[i]! < errorLow || values[i]! > errorHigh) errors++;
  const { median, deviation } =
    errors === 0 ? first : robustScale(values, count, errorLow, errorHigh, scratch);
  return { low: median - how.width * deviation, high: median + how.width * deviation, errorLow, errorHigh };
}

function robustScale(
  values: Float64Array,
  count: number,
  low: number,
  high: number,
  scratch: Float64Array,
): { median: number; deviation: number } {
  let n = 0;
  for (let i = 0; i < count; i++) {
    const v = values[i]!;
    if (v >= low && v <= high) scratch[n++] = v;
  }
  const median = medianOf(scratch, n);
  let mean = 0;
  for (let i = 0; i < n; i++) {
    const distance = Math.abs(scratch[i]! - median);
    scratch[i] = distance;
    mean += distance;
  }
  const mad = medianOf(scratch, n);
  return { median, deviation: mad > 0 ? 1.4826 * mad : (1.2533 * mean) / n };
}

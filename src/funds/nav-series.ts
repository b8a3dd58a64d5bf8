import type { Day } from '../market/day.ts';
import { lastOnOrBefore } from '../math/last-on-or-before.ts';

/** Levels of a fund or an index by day, ascending, one a day, positive and finite. */
export interface LevelSeries {
  readonly days: Int32Array;
  readonly values: Float64Array;
}

export const NO_LEVELS: LevelSeries = { days: new Int32Array(0), values: new Float64Array(0) };

/** An older value does not stand for a day (our choice: a week covers every closure of the market). */
export const MAX_AGE_DAYS = 7;

/** The position of the last value on or before a day, at most a week old; −1 if there is none. */
function positionOn({ days }: LevelSeries, day: Day): number {
  const at = lastOnOrBefore(days, day);
  return at >= 0 && day - days[at]! <= MAX_AGE_DAYS ? at : -1;
}

/** The value of a day: the last one on or before it, at most a week old; NaN if there is none. */
export function valueOn(series: LevelSeries, day: Day): number {
  const at = positionOn(series, day);
  return at < 0 ? NaN : series.values[at]!;
}

/** A series without what lies after a day. */
export function upTo({ days, values }: LevelSeries, day: Day): LevelSeries {
  const end = lastOnOrBefore(days, day) + 1;
  return { days: days.subarray(0, end), values: values.subarray(0, end) };
}

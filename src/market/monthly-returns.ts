import { monthEnds } from './calendar/calendar.ts';
import { type Day, monthNumber } from './day.ts';

/** The growth of a level from the last session of one month to the last session of the next. */
export interface MonthlyReturn {
  /** As `monthNumber` counts them. */
  readonly month: number;
  /** Last session of the previous month, and of this month. */
  readonly start: Day;
  readonly end: Day;
  /** Level at the end divided by the level at the start; 1 for no change. */
  readonly growth: number;
}

/**
 * Monthly growth between consecutive months; months after a gap are left out, the current month ends with its last session so far.
 *
 * @param days ascending, as many as `levels`.
 */
export function monthlyReturns(days: ArrayLike<number>, levels: ArrayLike<number>): MonthlyReturn[] {
  const ends = monthEnds(Array.from(days) as Day[]);
  return ends.slice(1).flatMap((end, k) => {
    const [start, month] = [days[ends[k]!] as Day, monthNumber(days[end] as Day)];
    return month === monthNumber(start) + 1
      ? [{ month, start, end: days[end] as Day, growth: levels[end]! / levels[ends[k]!]! }]
      : [];
  });
}

import { monthEnds } from './calendar/calendar.ts';
import { type Day, monthNumber } from './day.ts';

/** What a level did from the last session of one month to the last session of the next. */
export interface MonthlyReturn {
  /** As `monthNumber` counts them. */
  readonly month: number;
  /** Last session of the month before, and of this month. */
  readonly start: Day;
  readonly end: Day;
  /** Level at the end over that at the start; 1 for no change. */
  readonly growth: number;
}

/** Between neighbouring months only; a month that is still running counts with its last session so far. Days ascending. */
export function monthlyReturns(days: ArrayLike<number>, levels: ArrayLike<number>): MonthlyReturn[] {
  const ends = monthEnds(Array.from(days) as Day[]);
  return ends.slice(1).flatMap((end, k) => {
    const [start, month] = [days[ends[k]!] as Day, monthNumber(days[end] as Day)];
    return month === monthNumber(start) + 1
      ? [{ month, start, end: days[end] as Day, growth: levels[end]! / levels[ends[k]!]! }]
      : [];
  });
}

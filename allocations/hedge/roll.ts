import { addDays, type Day, isWeekend } from '../../src/market/day.ts';

/**
 * The day on which a position is taken on to the next month: so many weekdays before expiry. The exchange's holidays
 * ahead are not known here, so on one the roll falls to the session before (our choice).
 */
export function rollDay(expiry: Day, weekdaysBefore: number): Day {
  let on = expiry;
  for (let left = weekdaysBefore; left > 0;) {
    on = addDays(on, -1);
    if (!isWeekend(on)) left--;
  }
  return on;
}

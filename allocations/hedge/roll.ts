import { addDays, type Day, isWeekend } from '../../src/market/day.ts';

/**
 * The roll day: a number of weekdays before expiry. Future exchange holidays are not known here; if the day is a holiday,
 * the roll takes place in the previous session (our choice).
 */
export function rollDay(expiry: Day, weekdaysBefore: number): Day {
  let on = expiry;
  for (let left = weekdaysBefore; left > 0;) {
    on = addDays(on, -1);
    if (!isWeekend(on)) left--;
  }
  return on;
}

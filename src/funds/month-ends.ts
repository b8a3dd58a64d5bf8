import { addDays, type Day, dayOf, isWeekend, monthNumber } from '../market/day.ts';
import { lastOnOrBefore } from '../math/last-on-or-before.ts';

/**
 * The last session of each month that is complete by a day. The month of the day itself is complete if no weekday of it
 * is left; what happens after the day changes nothing.
 *
 * @param sessions ascending; those after `asOf` are not looked at.
 */
export function completeMonthEnds(sessions: ArrayLike<number>, asOf: Day): Day[] {
  const ends: Day[] = [];
  const last = lastOnOrBefore(sessions, asOf);
  for (let i = 0; i <= last; i++) {
    const session = sessions[i]! as Day;
    const month = monthNumber(session);
    const isLast = i < last ? monthNumber(sessions[i + 1]! as Day) !== month : isMonthOver(session, asOf);
    if (isLast) ends.push(session);
  }
  return ends;
}

/** Whether the month of a session has no weekday left after the as-of day. */
function isMonthOver(session: Day, asOf: Day): boolean {
  const month = monthNumber(session);
  for (let day = addDays(asOf, 1); monthNumber(day) === month; day = addDays(day, 1))
    if (!isWeekend(day)) return false;
  return true;
}

/** The same day of the month some years earlier; 28 February for 29 February. */
export function yearsBefore(day: Day, years: number): Day {
  const date = new Date(day * 86_400_000);
  const [year, month, dayOfMonth] = [
    date.getUTCFullYear() - years,
    date.getUTCMonth() + 1,
    date.getUTCDate(),
  ];
  return dayOf(year, month, dayOfMonth) ?? dayOf(year, month, 28)!;
}

import { addDays, type Day, isWeekend, monthNumber } from '../day.ts';

/**
 * Whether a session is known to be the last of its month, while no later one of its own series has been seen.
 *
 * - The exchange's sessions go on in the same month: it is not. They go on in a later month: it is.
 * - They do not go on: it is where the month itself is over `by` a day that the caller names, or where only weekends are
 *   left of it (our choice: a special session on the last weekend of a month would come too late).
 */
export function isMonthOver(session: Day, sessions: readonly Day[], by: Day | null): boolean {
  const next = sessions.find((d) => d > session);
  if (next !== undefined) return monthNumber(next) !== monthNumber(session);
  const isLater = (d: Day): boolean => monthNumber(d) !== monthNumber(session);
  if (by !== null && isLater(addDays(by, 1))) return by >= session;
  let following = addDays(session, 1);
  while (isWeekend(following)) following = addDays(following, 1);
  return isLater(following);
}

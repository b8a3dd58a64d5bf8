import { addDays, type Day, isWeekend, monthNumber } from '../day.ts';

/**
 * Whether a session is known to be the last of its month.
 *
 * - If the exchange has a later session: true if that one is in a later month.
 * - If not: true if the month has ended by the day `by`, or if only weekend days are left in it (our choice: a special
 *   session on the last weekend of a month is ignored).
 *
 * @param sessions ascending; they may end before `session` or continue after it.
 * @param by a day by which everything is known; null if the caller has none.
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

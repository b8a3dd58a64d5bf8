import type { AsOfView } from '../as-of.ts';
import { addDays, type Day, monthNumber } from '../day.ts';
import { countUpTo } from '../../math/count-up-to.ts';
import { NIFTY } from '../series.ts';

/**
 * NSE sessions: the days on which the Nifty 50 closed. The exchange publishes no machine-readable calendar
 * that covers special weekend sessions, so the index is its own calendar (our choice).
 */
export function sessionsOf(view: AsOfView): Day[] {
  return Array.from(view.column(`${NIFTY}.close`).observedOn) as Day[];
}

/**
 * Indices into `sessions` of the last session of each month; for the current month, of the last session so far.
 */
export function monthEnds(sessions: readonly Day[]): number[] {
  const ends: number[] = [];
  for (let i = 0; i < sessions.length; i++) {
    const next = sessions[i + 1];
    if (next === undefined || monthNumber(next) !== monthNumber(sessions[i]!)) ends.push(i);
  }
  return ends;
}

/** Index of the last session on or before a day; −1 when there is none. `sessions` ascending. */
export const sessionOnOrBefore = (sessions: ArrayLike<number>, day: Day): number =>
  countUpTo(sessions, day) - 1;

/** Index of the first session on or after a day; the number of sessions when there is none. `sessions` ascending. */
export const sessionOnOrAfter = (sessions: ArrayLike<number>, day: Day): number =>
  sessionOnOrBefore(sessions, addDays(day, -1)) + 1;

import type { AsOfView } from '../as-of.ts';
import { addDays, type Day, displayDay, isWeekend, monthNumber } from '../day.ts';
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

/** If two stored sessions are further apart, in days, data are missing between them; otherwise the market was closed. */
export const LONGEST_CLOSURE = 8;

/** Two consecutive stored sessions between which data are missing. */
export interface CalendarGap {
  readonly after: Day;
  readonly before: Day;
}

const gapsOf = new WeakMap<readonly Day[], readonly CalendarGap[]>();

/** The stretches without sessions that are longer than any closure, ascending; kept for each list of sessions. */
export function calendarGaps(sessions: readonly Day[]): readonly CalendarGap[] {
  let gaps = gapsOf.get(sessions);
  if (!gaps) {
    gaps = sessions.slice(1).flatMap((before, i) => {
      const after = sessions[i]!;
      return before - after > LONGEST_CLOSURE ? [{ after, before }] : [];
    });
    gapsOf.set(sessions, gaps);
  }
  return gaps;
}

/** The last gap that ends in (from, to]; null without one. */
export const lastGapWithin = (sessions: readonly Day[], from: Day, to: Day): CalendarGap | null =>
  calendarGaps(sessions).findLast(({ before }) => before > from && before <= to) ?? null;

/** The last gap between the rows of a series from `first` to `last`; null without one. For a series with days of its own. */
export function lastGapOfRows(
  observedOn: ArrayLike<number>,
  first: number,
  last: number,
): CalendarGap | null {
  for (let i = last; i > Math.max(0, first); i--)
    if (observedOn[i]! - observedOn[i - 1]! > LONGEST_CLOSURE)
      return { after: observedOn[i - 1]! as Day, before: observedOn[i]! as Day };
  return null;
}

/**
 * Values computed over windows of rows, without those whose window holds a gap: they mix times that are years apart, and a rank or
 * a z-score among them would too.
 *
 * @param values [n] of the `width` rows that end at each row. @param observedOn [n] the days of the rows, ascending.
 * @returns [n] NaN where the window holds a gap.
 */
export function withoutGaps(
  values: Float64Array,
  width: number,
  observedOn: ArrayLike<number>,
): Float64Array {
  const kept = values.slice();
  for (let i = 1; i < kept.length; i++)
    if (observedOn[i]! - observedOn[i - 1]! > LONGEST_CLOSURE) kept.fill(NaN, i, i + width - 1);
  return kept;
}

/** A gap in words, after the name of a series. @param what the values that are missing. */
export const noSessions = ({ after, before }: CalendarGap, what = 'closes'): string =>
  `no ${what} between ${displayDay(after)} and ${displayDay(before)}`;

/** Sessions that the gaps hide between a day and a session, taken to be their weekdays (our choice: holidays are unknown). */
export function hiddenSessions(sessions: readonly Day[], from: Day, to: Day): number {
  let hidden = 0;
  for (const { after, before } of calendarGaps(sessions)) {
    if (before <= from || before > to) continue;
    for (let d = addDays(after > from ? after : from, 1); d < before; d = addDays(d, 1))
      if (!isWeekend(d)) hidden++;
  }
  return hidden;
}

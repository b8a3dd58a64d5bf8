import { DateTime } from 'luxon';
import { mayBeSession } from '../market/calendar/special-sessions.ts';
import { addDays, type Day, day, dayOf, isWeekend, iso } from '../market/day.ts';
import type { Publication } from './source.ts';

/** Whether a publisher has figures of a day, as far as the calendar alone can say. Holidays are learnt from what is absent. */
function hasFigures(calendar: Publication['calendar'], d: Day): boolean {
  if (calendar === 'days') return true;
  if (calendar === 'months') return iso(d).endsWith('-01');
  if (calendar === 'weekdays') return !isWeekend(d);
  return mayBeSession(d);
}

/** How far back a day with figures is looked for. */
const LOOK_BACK = 62;

/**
 * The last day whose figures have been published at an instant.
 *
 * @param now milliseconds since 1970-01-01 UTC.
 * @param absent days known to have no figures, such as holidays.
 */
export function expectedDay(
  { calendar, at, zone, daysLater }: Publication,
  now: number,
  absent: ReadonlySet<Day>,
): Day | null {
  const local = DateTime.fromMillis(now, { zone });
  const today = day(local.toISODate()!);
  const isOut = local.toFormat('HH:mm') >= at;
  const latest = addDays(today, -daysLater - (isOut ? 0 : 1));
  for (let d = latest; d > latest - LOOK_BACK; d = addDays(d, -1))
    if (hasFigures(calendar, d) && !absent.has(d)) return d;
  return null;
}

/** The days from one to another, both included, on which a publisher should have figures. */
export function daysWithFigures(
  calendar: Publication['calendar'],
  from: Day,
  to: Day,
  absent: ReadonlySet<Day>,
): Day[] {
  const days: Day[] = [];
  for (let d = from; d <= to; d = addDays(d, 1)) if (hasFigures(calendar, d) && !absent.has(d)) days.push(d);
  return days;
}

/** The last day of the month of a day. */
export function monthEndOf(d: Day): Day {
  const [year, month] = iso(d).split('-').map(Number) as [number, number];
  return addDays(dayOf(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1)!, -1);
}

/** The first day of the month of a day. */
export const monthStartOf = (d: Day): Day => day(`${iso(d).slice(0, 7)}-01`);

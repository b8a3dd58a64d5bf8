import { type Day, parseIso } from './day.ts';
import { userError } from './problem.ts';

/** A date as library users give it: ISO text such as `2020-03-31`, or a `Day`. */
export type DateInput = string | Day;

/**
 * The day of a date.
 *
 * @param date ISO text such as `2020-03-31`, or a `Day`, which is returned as it is.
 * @param about what the date is for, in messages.
 * @returns days since 1970-01-01, as a branded type.
 * @throws UserError for anything but an ISO date that exists.
 * @example
 * import { day, iso } from 'trrm';
 *
 * console.log(iso(day('2020-03-31')));
 */
export function dayFrom(date: DateInput, about = 'date'): Day {
  const found = typeof date === 'string' ? parseIso(date) : date;
  if (Number.isInteger(found)) return found!;
  throw userError('bad-date', about, `${JSON.stringify(date)} is not a date.`, 'Write dates as 2020-03-31.');
}

/** The same for a date that may be left out. */
export const dayFromOptional = (date: DateInput | undefined, about: string): Day | undefined =>
  date === undefined ? undefined : dayFrom(date, about);

/**
 * A calendar day in India, as the number of days since 1970-01-01. A branded type, so that a number of sessions or a
 * row index cannot be used as a date. ISO strings in files and JSON, `02 Jan 2020` in text for people.
 */
declare const brand: unique symbol;
export type Day = number & { readonly [brand]: 'Day' };

const MS = 86_400_000;
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The day of a year, month (1–12) and day of the month; null if it does not exist or the year is outside 1900–2199. */
export function dayOf(year: number, month: number, dayOfMonth: number): Day | null {
  const ms = Date.UTC(year, month - 1, dayOfMonth);
  const back = new Date(ms);
  const real =
    year >= 1900 && year <= 2199 && back.getUTCMonth() === month - 1 && back.getUTCDate() === dayOfMonth;
  return real ? ((ms / MS) as Day) : null;
}

/** Parses `YYYY-MM-DD`; null for anything else. */
export function parseIso(text: string): Day | null {
  const m = ISO.exec(text);
  return m ? dayOf(Number(m[1]), Number(m[2]), Number(m[3])) : null;
}

/** Parses an ISO date written by the program itself.
 *
 * @throws RangeError naming the value, if it is not an ISO date.
 */
export function day(iso: string): Day {
  const d = parseIso(iso);
  if (d === null) throw new RangeError(`not an ISO date: ${JSON.stringify(iso)}`);
  return d;
}

/**
 * The ISO date of a day.
 *
 * @param d a day.
 * @returns `YYYY-MM-DD`.
 * @example
 * import { day, iso } from 'trrm';
 *
 * console.log(iso(day('2020-03-31')));
 */
export const iso = (d: Day): string => new Date(d * MS).toISOString().slice(0, 10);

/** `02 Jan 2020`, as people read it in India. */
export function displayDay(d: Day): string {
  const [y, m, dd] = iso(d).split('-');
  return `${dd} ${MONTHS[Number(m) - 1]} ${y}`;
}

/** `2020-03`: the month a day falls in. */
export const monthOf = (d: Day): string => iso(d).slice(0, 7);

/**
 * Months since year 0: a fast key for a month. Computed without a Date, since it is asked for every row: years that begin in
 * March put the leap day last, and a 400-year era has 146,097 days (Hinnant, "chrono-compatible low-level date algorithms").
 */
export function monthNumber(d: Day): number {
  const shifted = d + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const year = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  return (era * 400 + year) * 12 + fromMarch + 2;
}

/** 0 Sunday … 6 Saturday. */
export const weekday = (d: Day): number => (((d + 4) % 7) + 7) % 7;

export const isWeekend = (d: Day): boolean => weekday(d) === 0 || weekday(d) === 6;

export const addDays = (d: Day, days: number): Day => (d + days) as Day;

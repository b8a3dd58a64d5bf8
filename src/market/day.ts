/**
 * A calendar day in India, as the count of days since 1970-01-01. A type of its own, so that a count of
 * sessions or a row number cannot be taken for a date. ISO strings at the border, Indian style for readers.
 */
declare const brand: unique symbol;
export type Day = number & { readonly [brand]: 'Day' };

const MS = 86_400_000;
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The day of a year, month (1–12) and day of the month; null where the calendar has no such day. */
export function dayOf(year: number, month: number, dayOfMonth: number): Day | null {
  const ms = Date.UTC(year, month - 1, dayOfMonth);
  const back = new Date(ms);
  const real =
    year >= 1900 && year <= 2199 && back.getUTCMonth() === month - 1 && back.getUTCDate() === dayOfMonth;
  return real ? ((ms / MS) as Day) : null;
}

/** Reads `YYYY-MM-DD`; null for anything else. */
export function parseIso(text: string): Day | null {
  const m = ISO.exec(text);
  return m ? dayOf(Number(m[1]), Number(m[2]), Number(m[3])) : null;
}

/** Reads a date that the program itself wrote; throws, naming the value, when it is none. */
export function day(iso: string): Day {
  const d = parseIso(iso);
  if (d === null) throw new RangeError(`not an ISO date: ${JSON.stringify(iso)}`);
  return d;
}

export const iso = (d: Day): string => new Date(d * MS).toISOString().slice(0, 10);

/** `02 Jan 2020`, as people read it in India. */
export function displayDay(d: Day): string {
  const [y, m, dd] = iso(d).split('-');
  return `${dd} ${MONTHS[Number(m) - 1]} ${y}`;
}

/** `2020-03`: the month a day falls in. */
export const monthOf = (d: Day): string => iso(d).slice(0, 7);

/** Months since year 0, for telling months apart quickly. */
export function monthNumber(d: Day): number {
  const date = new Date(d * MS);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** 0 Sunday … 6 Saturday. */
export const weekday = (d: Day): number => (((d + 4) % 7) + 7) % 7;

export const isWeekend = (d: Day): boolean => weekday(d) === 0 || weekday(d) === 6;

export const addDays = (d: Day, days: number): Day => (d + days) as Day;

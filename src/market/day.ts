declare const brand: unique symbol;
/**
 * A calendar day in India, as the number of days since 1970-01-01. A branded type, so that a number of sessions or a
 * row index cannot be used as a date. ISO strings in files and JSON, `02 Jan 2020` in text for people.
 */
export type Day = number & { readonly [brand]: 'Day' };

const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/*
 * Dates are converted without a Date, since it is done for every row. Years that begin in March put the leap day last, and a
 * 400-year era has 146,097 days (Hinnant, "chrono-compatible low-level date algorithms").
 */
const DAYS_IN_ERA = 146_097;
/** Days from 1 March of year 0 to 1970-01-01. */
const MARCH_0 = 719_468;

/** The day of a year, month (1–12) and day of the month; null if it does not exist or the year is outside 1900–2199. */
export function dayOf(year: number, month: number, dayOfMonth: number): Day | null {
  const isMonth = Number.isInteger(month) && month >= 1 && month <= 12;
  if (!isMonth || !Number.isInteger(year) || year < 1900 || year > 2199) return null;
  if (!Number.isInteger(dayOfMonth) || dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month)) return null;
  const shiftedYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(shiftedYear / 400);
  const yearOfEra = shiftedYear - era * 400;
  const fromMarch = month > 2 ? month - 3 : month + 9;
  const dayOfYear = Math.floor((153 * fromMarch + 2) / 5) + dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return (era * DAYS_IN_ERA + dayOfEra - MARCH_0) as Day;
}

function daysInMonth(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** Months since year 0 that began in March, and days since the first of the month. */
function fromMarchOf(d: Day): { readonly months: number; readonly days: number } {
  const shifted = d + MARCH_0;
  const era = Math.floor(shifted / DAYS_IN_ERA);
  const dayOfEra = shifted - era * DAYS_IN_ERA;
  const year = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const days = dayOfYear - Math.floor((153 * fromMarch + 2) / 5);
  return { months: (era * 400 + year) * 12 + fromMarch, days };
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
export function iso(d: Day): string {
  const { months, days } = fromMarchOf(d);
  const month = months + 2;
  const year = Math.floor(month / 12);
  return `${String(year).padStart(4, '0')}-${twoDigits(month - year * 12 + 1)}-${twoDigits(days + 1)}`;
}

const twoDigits = (n: number): string => (n < 10 ? `0${n}` : String(n));

/** `02 Jan 2020`, as people read it in India. */
export function displayDay(d: Day): string {
  const [y, m, dd] = iso(d).split('-');
  return `${dd} ${MONTHS[Number(m) - 1]} ${y}`;
}

/** `2020-03`: the month a day falls in. */
export const monthOf = (d: Day): string => iso(d).slice(0, 7);

/** Months since year 0: a fast key for a month. */
export const monthNumber = (d: Day): number => fromMarchOf(d).months + 2;

/** 0 Sunday … 6 Saturday. */
export const weekday = (d: Day): number => (((d + 4) % 7) + 7) % 7;

export const isWeekend = (d: Day): boolean => weekday(d) === 0 || weekday(d) === 6;

export const addDays = (d: Day, days: number): Day => (d + days) as Day;

import { type Day, dayOf, parseIso } from '../../day.ts';

/** How vendors write a date. A format has one style; it is never guessed from a single row. */
export type DateStyle =
  'YYYY-MM-DD' | 'DD-MM-YYYY' | 'MM/DD/YYYY' | 'DD Mon YYYY' | 'Mon DD, YYYY' | 'YYYY-MM';

/** The order of day and month in a numeric date, which only the whole file can determine. */
export type DateFormat = 'DD-MM' | 'MM-DD';

const MONTHS = 'janfebmaraprmayjunjulaugsepoctnovdec';
/** Day, month and year as numbers, day and month in either order. */
export const NUMERIC_DATE = /^(\d{1,2})[-/](\d{1,2})[-/](\d{4})$/;

const monthOf = (word: string): number => {
  const at = MONTHS.indexOf(word.toLowerCase());
  return at >= 0 && at % 3 === 0 ? at / 3 + 1 : 0;
};

function lastDayOf(year: number, month: number): Day | null {
  const first = dayOf(year, month, 1);
  return first === null ? null : dayOf(year, month, new Date(Date.UTC(year, month, 0)).getUTCDate());
}

/** A parser that passes the parts matched by a pattern to `day`. */
const reader =
  (pattern: RegExp, day: (part: (i: number) => string) => Day | null) =>
  (text: string): Day | null => {
    const m = pattern.exec(text);
    return m ? day((i) => m[i]!) : null;
  };

const READERS: Readonly<Record<DateStyle, (text: string) => Day | null>> = {
  'YYYY-MM-DD': parseIso,
  'DD-MM-YYYY': reader(NUMERIC_DATE, (part) => dayOf(Number(part(3)), Number(part(2)), Number(part(1)))),
  'MM/DD/YYYY': reader(NUMERIC_DATE, (part) => dayOf(Number(part(3)), Number(part(1)), Number(part(2)))),
  'DD Mon YYYY': reader(/^(\d{1,2})[- ]([a-z]{3})[- ](\d{4})$/i, (part) =>
    dayOf(Number(part(3)), monthOf(part(2)), Number(part(1))),
  ),
  'Mon DD, YYYY': reader(/^([a-z]{3}) (\d{1,2}), (\d{4})$/i, (part) =>
    dayOf(Number(part(3)), monthOf(part(1)), Number(part(2))),
  ),
  // A month is dated by its last day, when its period is complete.
  'YYYY-MM': reader(/^(\d{4})-(\d{2})$/, (part) => lastDayOf(Number(part(1)), Number(part(2)))),
};

/**
 * The dates parsed so far, by style and cell: the files of a store share their sessions, and a look-up is several times
 * faster than a match. Limited in number, because a file may hold any number of different texts, and in length, because
 * a longer slice of a line would keep the whole line in memory.
 */
const parsed = new Map<DateStyle, Map<string, Day | null>>();
const MOST_PARSED = 20_000;
const LONGEST_PARSED = 12;

/** Parses a date of the given style; null if the cell is not in that style or the date does not exist. */
export function readDate(cell: string, style: DateStyle): Day | null {
  if (cell.length > LONGEST_PARSED) return READERS[style](cell.trim());
  let known = parsed.get(style);
  if (known === undefined) {
    known = new Map();
    parsed.set(style, known);
  }
  const before = known.get(cell);
  if (before !== undefined) return before;
  if (known.size >= MOST_PARSED) known.clear();
  const day = READERS[style](cell.trim());
  known.set(cell, day);
  return day;
}

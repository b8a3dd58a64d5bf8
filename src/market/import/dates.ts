import { type Day, dayOf, monthNumber, parseIso } from '../day.ts';

/** The ways in which the vendors write a day. A format has one of them; none is ever guessed. */
export type DateStyle = 'YYYY-MM-DD' | 'DD-MM-YYYY' | 'MM/DD/YYYY' | 'DD Mon YYYY' | 'Mon DD, YYYY';

/** The order of day and month in a numeric date, which only the whole file can settle. */
export type DateFormat = 'DD-MM' | 'MM-DD';

const MONTHS = 'janfebmaraprmayjunjulaugsepoctnovdec';
const NUMERIC = /^(\d{1,2})[-/](\d{1,2})[-/](\d{4})$/;

const monthOf = (word: string): number => {
  const at = MONTHS.indexOf(word.toLowerCase());
  return at >= 0 && at % 3 === 0 ? at / 3 + 1 : 0;
};

/** Reads the three parts that a pattern finds, given as year, month, day. */
const reader =
  (pattern: RegExp, day: (part: (i: number) => string) => Day | null) =>
  (text: string): Day | null => {
    const m = pattern.exec(text);
    return m ? day((i) => m[i]!) : null;
  };

const READERS: Readonly<Record<DateStyle, (text: string) => Day | null>> = {
  'YYYY-MM-DD': parseIso,
  'DD-MM-YYYY': reader(NUMERIC, (part) => dayOf(Number(part(3)), Number(part(2)), Number(part(1)))),
  'MM/DD/YYYY': reader(NUMERIC, (part) => dayOf(Number(part(3)), Number(part(1)), Number(part(2)))),
  'DD Mon YYYY': reader(/^(\d{1,2})[- ]([a-z]{3})[- ](\d{4})$/i, (part) =>
    dayOf(Number(part(3)), monthOf(part(2)), Number(part(1))),
  ),
  'Mon DD, YYYY': reader(/^([a-z]{3}) (\d{1,2}), (\d{4})$/i, (part) =>
    dayOf(Number(part(3)), monthOf(part(1)), Number(part(2))),
  ),
};

/** The day that a cell names in a style; null where it is not in that style or the calendar has no such day. */
export const readDate = (cell: string, style: DateStyle): Day | null => READERS[style](cell.trim());

/** What the dates of a whole file show, for formats whose rows cannot be read one at a time. */
export interface DateSurvey {
  rows: number;
  /** Numeric dates, and those whose first or second part cannot be a month, with the first line of each. */
  numeric: number;
  dayFirst: { count: number; line: number };
  monthFirst: { count: number; line: number };
  /** ISO dates that are not the first of a month. */
  insideMonth: number;
  /** The fewest months between the ISO dates of two rows; infinite where there are no two months. */
  monthsApart: number;
  lastMonth: number;
}

export const newSurvey = (): DateSurvey => ({
  rows: 0,
  numeric: 0,
  dayFirst: { count: 0, line: 0 },
  monthFirst: { count: 0, line: 0 },
  insideMonth: 0,
  monthsApart: Infinity,
  lastMonth: NaN,
});

export function survey(so: DateSurvey, cell: string, line: number): void {
  const text = cell.trim();
  so.rows++;
  const m = NUMERIC.exec(text);
  if (m) {
    so.numeric++;
    for (const [part, found] of [
      [m[1], so.dayFirst],
      [m[2], so.monthFirst],
    ] as const)
      if (Number(part) > 12 && found.count++ === 0) found.line = line;
    return;
  }
  const day = parseIso(text);
  if (day === null) return;
  if (!text.endsWith('-01')) so.insideMonth++;
  const month = monthNumber(day);
  const apart = Math.abs(month - so.lastMonth);
  if (apart > 0) so.monthsApart = Math.min(so.monthsApart, apart);
  so.lastMonth = month;
}

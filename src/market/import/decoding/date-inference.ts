import { monthNumber, parseIso } from '../../day.ts';
import { NUMERIC_DATE } from './dates.ts';

/** Numeric dates with a part that cannot be a month: how many, and the line of the first. */
interface Occurrences {
  readonly count: number;
  readonly line: number;
}

/** Evidence from all dates of a file, for formats whose date style cannot be known from one row. */
export interface DateEvidence {
  /** Dates of the form 03/04/2025 or 03-04-2025. */
  readonly numeric: number;
  /** Of these, those whose first part is above 12, and those whose second part is. */
  readonly dayFirst: Occurrences;
  readonly monthFirst: Occurrences;
  /** ISO dates that are not the first of a month. */
  readonly insideMonth: number;
  /** Dates with a two-digit year, as a spreadsheet writes them: `29-12-21`, `01-Jan-21`. */
  readonly twoDigitYears: Occurrences;
  /** The fewest months between two neighbouring ISO dates; Infinity if all are in one month. */
  readonly monthsApart: number;
}

export const NO_DATES: DateEvidence = {
  numeric: 0,
  dayFirst: { count: 0, line: 0 },
  monthFirst: { count: 0, line: 0 },
  insideMonth: 0,
  twoDigitYears: { count: 0, line: 0 },
  monthsApart: Infinity,
};

/** A date with a two-digit year, whose century can only be guessed. */
const TWO_DIGIT_YEAR = /^\d{1,2}[-/ ](\d{1,2}|[a-z]{3})[-/ ]\d{2}$/i;

/** Collects date evidence from the cells of a column, in file order. */
export interface DateEvidenceCollector {
  see(cell: string, line: number): void;
  readonly evidence: DateEvidence;
}

export function newDateEvidenceCollector(): DateEvidenceCollector {
  const so = { ...NO_DATES };
  let lastMonth = NaN;
  return {
    evidence: so,
    see: (cell, line) => {
      const parts = NUMERIC_DATE.exec(cell);
      if (parts) {
        so.numeric++;
        if (Number(parts[1]) > 12) so.dayFirst = oneMore(so.dayFirst, line);
        if (Number(parts[2]) > 12) so.monthFirst = oneMore(so.monthFirst, line);
        return;
      }
      const day = parseIso(cell);
      if (day === null) {
        if (TWO_DIGIT_YEAR.test(cell)) so.twoDigitYears = oneMore(so.twoDigitYears, line);
        return;
      }
      if (!cell.endsWith('-01')) so.insideMonth++;
      const month = monthNumber(day);
      if (month !== lastMonth)
        so.monthsApart = Math.min(so.monthsApart, Math.abs(month - lastMonth) || Infinity);
      lastMonth = month;
    },
  };
}

const oneMore = ({ count, line }: Occurrences, now: number): Occurrences => ({
  count: count + 1,
  line: count === 0 ? now : line,
});

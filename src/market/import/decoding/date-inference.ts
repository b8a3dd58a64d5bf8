import { monthNumber, parseIso } from '../../day.ts';
import { NUMERIC_DATE } from './dates.ts';
import { splitFields } from '../formats/fields.ts';
import { linesOf } from './lines.ts';

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
  /** The fewest months between two neighbouring ISO dates; Infinity if all are in one month. */
  readonly monthsApart: number;
}

export const NO_DATES: DateEvidence = {
  numeric: 0,
  dayFirst: { count: 0, line: 0 },
  monthFirst: { count: 0, line: 0 },
  insideMonth: 0,
  monthsApart: Infinity,
};

/** Reads a file only for the dates in one of its columns. */
export async function collectDateEvidence(
  path: string,
  about: string,
  column: number,
  onBytes: (bytes: Buffer) => void,
): Promise<DateEvidence> {
  const so = { ...NO_DATES };
  let lastMonth = NaN;
  const see = (cell: string, line: number): void => {
    const parts = NUMERIC_DATE.exec(cell);
    if (parts) {
      so.numeric++;
      if (Number(parts[1]) > 12) so.dayFirst = oneMore(so.dayFirst, line);
      if (Number(parts[2]) > 12) so.monthFirst = oneMore(so.monthFirst, line);
      return;
    }
    const day = parseIso(cell);
    if (day === null) return;
    if (!cell.endsWith('-01')) so.insideMonth++;
    const month = monthNumber(day);
    if (month !== lastMonth)
      so.monthsApart = Math.min(so.monthsApart, Math.abs(month - lastMonth) || Infinity);
    lastMonth = month;
  };
  let line = 0;
  let headerSeen = false;
  for await (const lines of linesOf(path, about, onBytes))
    for (const text of lines) {
      line++;
      if (text.trim() === '') continue;
      if (headerSeen) see(splitFields(text)?.[column]?.trim() ?? '', line);
      headerSeen = true;
    }
  return so;
}

const oneMore = ({ count, line }: Occurrences, now: number): Occurrences => ({
  count: count + 1,
  line: count === 0 ? now : line,
});

import { type Day, parseIso } from '../../../src/market/day.ts';
import { newDateEvidenceCollector } from '../../../src/market/import/decoding/date-inference.ts';
import { type DateStyle, readDate } from '../../../src/market/import/decoding/dates.ts';

/** `2023-06-01T09:20:11` and `01-04-2024 09:30 AM` without the time. */
const dateOf = (cell: string): string => cell.trim().replace(/[T ]\d{1,2}:\d{2}.*$/, '');

/** Reads the dates of a column; null for a cell that is not a date. */
export type DateReader = (cell: string) => Day | null;

/** Months by name: `01-Apr-2024`, `01 Apr 2024`. */
const NAMED: readonly DateStyle[] = ['DD Mon YYYY', 'Mon DD, YYYY'];

/**
 * A reader of the dates of a whole column. Numeric dates such as 05/06/2023 are read once a date of the file shows which
 * part is the day; null if none does, because the two readings are months apart.
 */
export function brokerDates(cells: readonly string[]): DateReader | null {
  const collector = newDateEvidenceCollector();
  cells.forEach((cell, i) => collector.see(dateOf(cell), i));
  const { numeric, dayFirst, monthFirst } = collector.evidence;
  const isSettled = dayFirst.count > 0 !== monthFirst.count > 0;
  if (numeric > 0 && !isSettled) return null;
  const numericStyle: DateStyle = monthFirst.count > 0 ? 'MM/DD/YYYY' : 'DD-MM-YYYY';
  return (cell) => {
    const text = dateOf(cell);
    const iso = parseIso(text);
    if (iso !== null) return iso;
    for (const style of NAMED) {
      const found = readDate(text, style);
      if (found !== null) return found;
    }
    return readDate(text, numericStyle);
  };
}

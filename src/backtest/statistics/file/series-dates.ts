import type { Day } from '../../../market/day.ts';
import { userError } from '../../../market/problem.ts';
import { type DateFormat, type DateStyle, readDate } from '../../../market/import/decoding/dates.ts';
import { newDateEvidenceCollector } from '../../../market/import/decoding/date-inference.ts';

/** A cell with the line of the file that it is in. */
export interface DateCell {
  readonly text: string;
  readonly line: number;
}

/** Time of day that programs append to a date without one. */
const MIDNIGHT = /[ T]00:00(:00(\.0+)?)?(Z|\+00:00)?$/;

const STYLES: readonly DateStyle[] = [
  'YYYY-MM-DD',
  'YYYY-MM',
  'DD Mon YYYY',
  'Mon DD, YYYY',
  'DD-MM-YYYY',
  'MM/DD/YYYY',
];

/**
 * The days of a column of dates. All cells are in one style; whether a numeric date has the day or the month first is decided
 * by the whole column or by the user, never from one cell.
 *
 * @throws UserError with file, line and value for a date that cannot be read, or an order that cannot be decided.
 */
export function readDates(cells: readonly DateCell[], file: string, order: DateFormat | undefined): Day[] {
  const evidence = newDateEvidenceCollector();
  const texts = cells.map(({ text }) => text.trim().replace(MIDNIGHT, ''));
  texts.forEach((text, i) => evidence.see(text, cells[i]!.line));
  const { numeric, dayFirst, monthFirst } = evidence.evidence;
  const decided = order ?? (dayFirst.count > 0 ? 'DD-MM' : monthFirst.count > 0 ? 'MM-DD' : undefined);
  if (numeric > 0 && decided === undefined)
    throw userError(
      'undecided-dates',
      file,
      `line ${cells[0]!.line}: ${JSON.stringify(cells[0]!.text)} can be read with the day or the month first, and so can every date of the file.`,
      'Say which with --date-format DD-MM or --date-format MM-DD.',
    );
  const styles = STYLES.filter(
    (style) =>
      (style !== 'DD-MM-YYYY' || decided === 'DD-MM') && (style !== 'MM/DD/YYYY' || decided === 'MM-DD'),
  );
  const style = styles.find((s) => readDate(texts[0] ?? '', s) !== null);
  return texts.map((text, i) => {
    const day = style === undefined ? null : readDate(text, style);
    if (day !== null) return day;
    throw userError(
      'unreadable-date',
      file,
      `line ${cells[i]!.line}: ${JSON.stringify(cells[i]!.text)} is not a date${style === undefined ? '' : ` like the first, ${JSON.stringify(cells[0]!.text)}`}.`,
      'Write dates as 2020-03-31, in one style throughout.',
    );
  });
}

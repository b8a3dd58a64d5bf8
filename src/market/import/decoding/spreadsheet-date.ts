/** The reason of rows whose date a spreadsheet rewrote. */
export const SPREADSHEET_DATE = 'date saved by a spreadsheet';

const TWO_DIGIT_YEAR = /^\d{1,2}[-/. ](?:\d{1,2}|[a-z]{3})[-/. ]\d{2}$/i;
/** Day numbers of spreadsheets for the years 1968 to 2064. */
const SERIAL = /^[2-5]\d{4}(?:\.0+)?$/;
const WITH_TIME = /^\S+[ T]\d{1,2}:\d{2}/;

/**
 * What a spreadsheet did to a date that is not in the format's style, in words; null if it was none. Such a date is not
 * guessed: a two-digit year does not state the century, and the order of day and month may have changed with it.
 */
export function spreadsheetDate(cell: string): string | null {
  const text = cell.trim();
  if (TWO_DIGIT_YEAR.test(text)) return 'has a two-digit year';
  if (SERIAL.test(text)) return 'is the day number of a spreadsheet';
  if (/^#+$/.test(text)) return 'was too wide for its column';
  if (WITH_TIME.test(text)) return 'has a time of day';
  return null;
}

/**
 * Rows as CSV (RFC 4180, CRLF, quotes where needed) that a spreadsheet shows and does not run.
 *
 * Numbers are written plain, in the shortest form that reads back the same; null is an empty cell. Text that a
 * spreadsheet would take for a formula (first character = + - @, tab or return) gets an apostrophe in front, as
 * OWASP advises; a negative number is a number and does not. Throws at NaN and infinities, which no cell can hold.
 */
export const toCsv = (
  header: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): string => [header, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`no CSV cell can hold ${value}`);
    return String(value);
  }
  const inert = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

/**
 * Writes rows as CSV (RFC 4180, CRLF, quotes where needed) that a spreadsheet displays but does not execute.
 *
 * Numbers are written in the shortest form that reads back identically; null becomes an empty cell. Text that a
 * spreadsheet would interpret as a formula (first character = + - @, tab or return) is prefixed with an apostrophe, as
 * OWASP recommends; negative numbers are not.
 *
 * @param constants columns after the others that have the same text in every row, by name.
 * @throws RangeError for NaN and infinities.
 */
export const toCsv = (
  header: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
  constants: Readonly<Record<string, string>> = {},
): string =>
  [[...header, ...Object.keys(constants)], ...rows.map((row) => [...row, ...Object.values(constants)])]
    .map((row) => `${row.map(cell).join(',')}\r\n`)
    .join('');

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`cannot write ${value} to a CSV cell`);
    return String(value);
  }
  const inert = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

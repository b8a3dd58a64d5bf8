import type { DuckDBValue } from '@duckdb/node-api';
import { userError } from '../../problem.ts';
import { name } from '../../store/sql.ts';

/** Far above any cell of a table of companies, in characters. */
export const LONGEST_CELL = 1024;

const WHOLE = /^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$|^DECIMAL\(/;

/**
 * SQL that reads a column as text, truncated just above the limit, or as doubles, which `cellAsText` formats.
 *
 * @throws UserError if the column is neither text, number nor date.
 */
export function readCell(about: string, column: string, type: string): string {
  const cell = name(column.replaceAll('"', '""'));
  if (type === 'VARCHAR') return `left(${cell}, ${LONGEST_CELL + 1})`;
  if (type === 'DOUBLE' || type === 'FLOAT') return `${cell}::DOUBLE`;
  if (type === 'DATE' || WHOLE.test(type) || type === '"NULL"') return `${cell}::VARCHAR`;
  // pandas stores days as timestamps at midnight.
  if (/^TIMESTAMP(_S|_MS|_NS)?$/.test(type))
    return `CASE WHEN ${cell} = date_trunc('day', ${cell}) THEN ${cell}::DATE::VARCHAR ELSE ${cell}::VARCHAR END`;
  throw userError(
    'unreadable-file',
    about,
    `column ${column} has type ${type}, which is neither text, number nor date.`,
    'Write the column as text, number or date.',
  );
}

/** The cell as a CSV of the same rows would have it: empty for null, numbers as plain decimals that round-trip exactly. */
export function cellAsText(value: DuckDBValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return plainDecimal(value);
  if (typeof value === 'string') return value;
  throw new TypeError('a cell that was read neither as text nor as a number');
}

/** The shortest decimal text of a double, without an exponent. */
function plainDecimal(x: number): string {
  const [mantissa, power] = String(x).split('e');
  if (power === undefined) return mantissa!;
  const sign = x < 0 ? '-' : '';
  const digits = mantissa!.replace(/[-.]/g, '');
  const shift = Number(power);
  return shift < 0
    ? `${sign}0.${'0'.repeat(-shift - 1)}${digits}`
    : `${sign}${digits.padEnd(shift + 1, '0')}`;
}

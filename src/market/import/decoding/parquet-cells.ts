import type { DuckDBValue } from '@duckdb/node-api';
import { userError } from '../../problem.ts';
import { name } from '../../store/sql.ts';

/** No cell of a table of companies comes near this. */
export const LONGEST_CELL = 1024;

const WHOLE = /^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$|^DECIMAL\(/;

/**
 * A column as SQL that gives its cells as text, cut where they are too long, or as doubles, which `cellAsText` writes
 * out. Throws a `UserError` for a column of another kind.
 */
export function readCell(about: string, column: string, type: string): string {
  const cell = name(column.replaceAll('"', '""'));
  if (type === 'VARCHAR') return `left(${cell}, ${LONGEST_CELL + 1})`;
  if (type === 'DOUBLE' || type === 'FLOAT') return `${cell}::DOUBLE`;
  if (type === 'DATE' || WHOLE.test(type) || type === '"NULL"') return `${cell}::VARCHAR`;
  // Tables of Python keep days as midnights.
  if (/^TIMESTAMP(_S|_MS|_NS)?$/.test(type))
    return `CASE WHEN ${cell} = date_trunc('day', ${cell}) THEN ${cell}::DATE::VARCHAR ELSE ${cell}::VARCHAR END`;
  throw userError(
    'unreadable-file',
    about,
    `its column ${column} holds ${type}, which is neither text, number nor day.`,
    'Write it as text, number or date.',
  );
}

/** What a CSV of the same rows would hold: nothing for null, numbers as plain decimals that read back as the same. */
export function cellAsText(value: DuckDBValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return plainDecimal(value);
  if (typeof value === 'string') return value;
  throw new TypeError('a cell that was read neither as text nor as a number');
}

/** The shortest text of a double without a power of ten, which no table of figures has. */
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

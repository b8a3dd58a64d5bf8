import type { DuckDBConnection } from '@duckdb/node-api';

/** A column's name, quoted because `close` and `open` are words of SQL. */
export const name = (column: string): string => `"${column}"`;

/** A text as a SQL literal. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A list of texts. */
export const listOf = (texts: readonly string[]): string => `[${texts.map(literal).join(', ')}]`;

/** Reads a DATE as the count of days that a `Day` is. */
export const asDay = (date: string): string => `(${date} - DATE '1970-01-01')::INTEGER`;

/** A count of days as a DATE. */
export const asDate = (days: string | number): string => `(DATE '1970-01-01' + ${days}::INTEGER)`;

/** All rows of a query, columns in the order selected; `T` is the caller's word for their types. */
export async function rowsOf<T extends readonly unknown[]>(
  connection: DuckDBConnection,
  sql: string,
): Promise<T[]> {
  return (await (await connection.run(sql)).getRowsJS()) as unknown as T[];
}

import type { DuckDBConnection, DuckDBDataChunk, DuckDBVector } from '@duckdb/node-api';

/** A quoted column name: `close` and `open` are SQL keywords. */
export const name = (column: string): string => `"${column}"`;

/** A text as an SQL literal. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A list of SQL text literals. */
export const listOf = (texts: readonly string[]): string => `[${texts.map(literal).join(', ')}]`;

/** SQL that converts a DATE to a `Day`. */
export const asDay = (date: string): string => `(${date} - DATE '1970-01-01')::INTEGER`;

/** SQL that converts a `Day` to a DATE. */
export const asDate = (days: string | number): string => `(DATE '1970-01-01' + ${days}::INTEGER)`;

/** All rows of a query, with columns in the order selected; the caller is responsible for `T`. */
export async function rowsOf<T extends readonly unknown[]>(
  connection: DuckDBConnection,
  sql: string,
): Promise<T[]> {
  return (await (await connection.run(sql)).getRowsJS()) as unknown as T[];
}

/** One numeric column of a result, without an object for each row. No value of it may be null: items of a vector are undefined there. */
export function columnOf(chunks: readonly DuckDBDataChunk[], column: number): Float64Array {
  const all = new Float64Array(chunks.reduce((sum, chunk) => sum + chunk.rowCount, 0));
  let offset = 0;
  for (const chunk of chunks) {
    const { items } = chunk.getColumnVector(column) as DuckDBVector & { readonly items: ArrayLike<number> };
    all.set(items, offset);
    offset += chunk.rowCount;
  }
  return all;
}

import type { DuckDBConnection } from '@duckdb/node-api';
import { userError } from '../problem.ts';
import { ROW_KINDS, TABLE_SCHEMAS } from './rows.ts';
import { rowsOf } from './sql.ts';

const COMMON_COLUMNS = ['series', 'observed_on', 'known_on', 'source', 'file', 'line'];

/** @throws UserError naming a table of rows that another program changed: a column is missing or was renamed. */
export async function checkColumns(connection: DuckDBConnection, file: string): Promise<void> {
  const found = new Map(
    await rowsOf<[string, string[]]>(
      connection,
      `SELECT table_name, list(column_name) FROM duckdb_columns() WHERE NOT internal GROUP BY table_name`,
    ),
  );
  for (const { table, key, values } of ROW_KINDS.map((kind) => TABLE_SCHEMAS[kind])) {
    const columns = found.get(table);
    const missing = [...COMMON_COLUMNS, ...[...key, ...values].map((c) => c.name)].filter(
      (column) => !columns?.includes(column),
    );
    if (missing.length === 0) continue;
    throw userError(
      'store-changed',
      file,
      columns === undefined
        ? `has no table ${table}: another program has changed it.`
        : `has no column ${missing.join(', ')} in its table ${table}: another program has changed it.`,
      'Go back to a copy of the store, or import the files again into a new one.',
    );
  }
}

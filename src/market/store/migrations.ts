import type { DuckDBConnection } from '@duckdb/node-api';
import { indexId } from '../series.ts';
import { ROW_KINDS, TABLE_SCHEMAS } from './rows.ts';
import { literal, name, rowsOf } from './sql.ts';

/*
 * A store is a user's record, with a ledger that cannot be made again, so a store of an earlier version is brought up to
 * date where it is, in one transaction. New tables and new columns need no step of their own: they are added wherever a
 * store lacks them, with missing values. A new column therefore comes last in its table's schema. Whatever changes rows
 * that are already there is a step here, which is never altered once it is published.
 */

/** The store's version: incremented whenever tables or the meaning of rows change. */
export const SCHEMA_VERSION = 6;

/** The earliest version that can be brought up to date; the versions before it were never published. */
export const OLDEST_VERSION = 3;

interface Migration {
  readonly to: number;
  readonly run: (connection: DuckDBConnection) => Promise<void>;
}

const MIGRATIONS: readonly Migration[] = [
  // Version 4 knows all names of an index: what was stored under a former or short name joins the index.
  { to: 4, run: renameIndices },
  // Version 5 has tables for mutual funds, version 6 for accounts, which need no step.
];

/** Brings a store of an earlier version up to date, within the caller's transaction. */
export async function migrate(connection: DuckDBConnection, version: number, ddl: DdlOf): Promise<void> {
  await addMissing(connection, ddl);
  for (const { to, run } of MIGRATIONS) if (version < to) await run(connection);
  await connection.run(`UPDATE store SET version = ${SCHEMA_VERSION}`);
}

/** The statement that creates a table of rows. */
export type DdlOf = (shape: (typeof TABLE_SCHEMAS)[(typeof ROW_KINDS)[number]]) => string;

/** Adds the tables and columns that the store lacks. */
async function addMissing(connection: DuckDBConnection, ddl: DdlOf): Promise<void> {
  const columns = await rowsOf<[string, string]>(
    connection,
    'SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal',
  );
  const has = new Set(columns.map(([table, column]) => `${table}.${column}`));
  const tables = new Set(columns.map(([table]) => table));
  for (const shape of ROW_KINDS.map((kind) => TABLE_SCHEMAS[kind])) {
    if (!tables.has(shape.table)) await connection.run(ddl(shape));
    else
      for (const column of shape.values)
        if (!has.has(`${shape.table}.${column.name}`))
          await connection.run(`ALTER TABLE ${shape.table} ADD COLUMN ${name(column.name)} ${column.type}`);
  }
}

/** The columns that hold the id of an index. */
const INDEX_COLUMNS = [
  ['bar', 'series'],
  ['total_return', 'series'],
  ['valuation', 'series'],
  ['future', 'series'],
  ['constituent', 'series'],
  ['index_membership', 'index'],
] as const;

async function renameIndices(connection: DuckDBConnection): Promise<void> {
  for (const [table, column] of INDEX_COLUMNS) {
    const ids = await rowsOf<[string]>(connection, `SELECT DISTINCT ${name(column)} FROM ${table}`);
    for (const [id] of ids)
      if (indexId(id) !== id)
        await connection.run(
          `UPDATE ${table} SET ${name(column)} = ${literal(indexId(id))} WHERE ${name(column)} = ${literal(id)}`,
        );
  }
}

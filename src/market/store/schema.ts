import type { DuckDBConnection } from '@duckdb/node-api';
import { userError } from '../problem.ts';
import { checkColumns } from './check-columns.ts';
import { migrate, OLDEST_VERSION, SCHEMA_VERSION } from './migrations.ts';
import { ROW_KINDS, TABLE_SCHEMAS, type TableSchema } from './rows.ts';
import { name, rowsOf } from './sql.ts';

const rowTable = (shape: TableSchema): string => `
  CREATE TABLE ${shape.table} (
    series VARCHAR NOT NULL, observed_on DATE NOT NULL, known_on DATE NOT NULL,
    source VARCHAR NOT NULL, file INTEGER NOT NULL, line INTEGER NOT NULL,
    ${[...shape.key.map((c) => `${name(c.name)} ${c.type} NOT NULL`), ...shape.values.map((c) => `${name(c.name)} ${c.type}`)].join(', ')}
  );`;

// Rows are only added: a restated value is a new row with its own known_on and file.
const DDL = `
  CREATE TABLE store (version INTEGER NOT NULL);
  INSERT INTO store VALUES (${SCHEMA_VERSION});
  CREATE TABLE import_file (
    id INTEGER NOT NULL, name VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, reading VARCHAR NOT NULL,
    format VARCHAR NOT NULL, source VARCHAR NOT NULL, simulated BOOLEAN NOT NULL, imported_on DATE NOT NULL,
    rows_read INTEGER NOT NULL, stored INTEGER NOT NULL, unchanged INTEGER NOT NULL, rejected INTEGER NOT NULL
  );
  CREATE TABLE rejection (
    file INTEGER NOT NULL, line INTEGER NOT NULL, reason VARCHAR NOT NULL, message VARCHAR NOT NULL, text VARCHAR NOT NULL
  );
  ${ROW_KINDS.map((kind) => rowTable(TABLE_SCHEMAS[kind])).join('')}`;

const tablesOf = async (connection: DuckDBConnection): Promise<string[]> =>
  (await rowsOf<[string]>(connection, 'SELECT table_name FROM duckdb_tables() WHERE NOT temporary')).map(
    ([table]) => table,
  );

/** Creates the tables in an empty database; leaves any other unchanged. */
export async function makeSchema(connection: DuckDBConnection): Promise<void> {
  if ((await tablesOf(connection)).length === 0) await connection.run(`BEGIN; ${DDL} COMMIT;`);
}

const versionOf = async (connection: DuckDBConnection): Promise<number> =>
  (await rowsOf<[number]>(connection, 'SELECT version FROM store'))[0]?.[0] ?? 0;

/** Whether a database is a store of an earlier version that can be brought up to date. */
export async function isOutdated(connection: DuckDBConnection): Promise<boolean> {
  if (!(await tablesOf(connection)).includes('store')) return false;
  const version = await versionOf(connection);
  return version >= OLDEST_VERSION && version < SCHEMA_VERSION;
}

/** Brings a store of an earlier version up to date: all of it or, after an error, nothing. */
export async function updateSchema(connection: DuckDBConnection): Promise<void> {
  if (!(await isOutdated(connection))) return;
  await connection.run('BEGIN');
  try {
    await migrate(connection, await versionOf(connection), rowTable);
    await connection.run('COMMIT');
  } catch (error) {
    await connection.run('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

function remedyFor(version: number): string {
  if (version > SCHEMA_VERSION) return 'Use the newer version of trrm that wrote it.';
  return version >= OLDEST_VERSION
    ? 'Open it once where it can be written, for example with `trrm import`; it is then brought up to date.'
    : 'Import the files again into a new store.';
}

/** @throws UserError if the database is not a store of this version. */
export async function checkSchema(connection: DuckDBConnection, file: string): Promise<void> {
  const tables = await tablesOf(connection);
  if (!tables.includes('store') || !tables.includes('import_file'))
    throw userError(
      'not-a-store',
      file,
      'is a DuckDB database but not a TRRM store.',
      'Choose another file with --store.',
    );
  const version = await versionOf(connection);
  if (version !== SCHEMA_VERSION)
    throw userError(
      'store-version',
      file,
      `has store version ${version}; this program reads version ${SCHEMA_VERSION}.`,
      remedyFor(version),
    );
  await checkColumns(connection, file);
}

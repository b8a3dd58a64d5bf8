import type { DuckDBConnection } from '@duckdb/node-api';
import { literal, rowsOf } from '../../../market/store/sql.ts';
import type { PublishedFile } from '../../publish/manifest.ts';

/*
 * The hashes of the files made for each entry, so that a published report can be compared with the ledger and not only
 * with the list beside it. An entry may have several versions of a file: a report with and without model validation.
 */
const DDL =
  'CREATE TABLE IF NOT EXISTS ledger_file (seq INTEGER NOT NULL, name VARCHAR NOT NULL, sha256 VARCHAR NOT NULL)';

/** Records files of an entry; known ones are not added again. */
export async function addLedgerFiles(
  connection: DuckDBConnection,
  seq: number,
  files: readonly PublishedFile[],
): Promise<void> {
  await connection.run(DDL);
  const known = new Set(
    (await readLedgerFiles(connection, seq)).map(({ name, sha256 }) => `${name} ${sha256}`),
  );
  const added = files.filter(({ name, sha256 }) => !known.has(`${name} ${sha256}`));
  if (added.length > 0)
    await connection.run(
      `INSERT INTO ledger_file VALUES ${added.map((f) => `(${seq}, ${literal(f.name)}, ${literal(f.sha256)})`).join(', ')}`,
    );
}

/** The recorded files of an entry; none for an entry of a version that did not record them. */
export async function readLedgerFiles(
  connection: DuckDBConnection,
  seq: number,
): Promise<Pick<PublishedFile, 'name' | 'sha256'>[]> {
  const [table] = await rowsOf(
    connection,
    "SELECT 1 FROM duckdb_tables() WHERE table_name = 'ledger_file' AND NOT temporary",
  );
  if (!table) return [];
  const rows = await rowsOf<[string, string]>(
    connection,
    `SELECT name, sha256 FROM ledger_file WHERE seq = ${seq} ORDER BY name, sha256`,
  );
  return rows.map(([name, sha256]) => ({ name, sha256 }));
}

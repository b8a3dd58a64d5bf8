import type { DuckDBConnection } from '@duckdb/node-api';
import { iso } from '../day.ts';
import type { Source } from '../source.ts';
import { asDate, literal, rowsOf } from '../sql.ts';
import type { ImportOptions } from './import-options.ts';
import type { Counts, Rejection } from './import-report.ts';

/** The store's record of one imported file. */
export interface ImportRecord extends Counts {
  readonly id: number;
  readonly name: string;
  readonly sha256: string;
  /** The options that it was read with. */
  readonly reading: string;
  readonly format: string;
  readonly source: Source;
  readonly simulated: boolean;
}

/** The options that decide how a file's bytes are read; with the bytes and the name they decide the outcome. */
export const readingOf = (options: ImportOptions): string =>
  JSON.stringify({
    as: options.as,
    series: options.series,
    dateFormat: options.dateFormat,
    knownOn: options.knownOn === undefined ? undefined : iso(options.knownOn),
  });

export async function nextFileId(connection: DuckDBConnection): Promise<number> {
  const [row] = await rowsOf<[number]>(connection, 'SELECT coalesce(max(id), 0) + 1 FROM import_file');
  return row![0];
}

/** What earlier imports of the very same file came to. */
export async function earlierImport(
  connection: DuckDBConnection,
  file: Pick<ImportRecord, 'name' | 'sha256' | 'reading'>,
): Promise<Pick<Counts, 'rowsRead' | 'rejected'> | null> {
  const [row] = await rowsOf<[number, number]>(
    connection,
    `SELECT rows_read, rejected FROM import_file WHERE name = ${literal(file.name)}
      AND sha256 = ${literal(file.sha256)} AND reading = ${literal(file.reading)} ORDER BY id DESC LIMIT 1`,
  );
  return row ? { rowsRead: row[0], rejected: row[1] } : null;
}

export async function record(
  connection: DuckDBConnection,
  file: ImportRecord,
  importedOn: number,
  rejections: readonly Rejection[],
): Promise<void> {
  const { id, name, sha256, reading, format, source, simulated } = file;
  await connection.run(`INSERT INTO import_file VALUES (${id}, ${literal(name)}, ${literal(sha256)},
    ${literal(reading)}, ${literal(format)}, ${literal(source)}, ${simulated}, ${asDate(importedOn)},
    ${file.rowsRead}, ${file.stored}, ${file.unchanged}, ${file.rejected})`);
  if (rejections.length === 0) return;
  const rows = rejections.map(
    (r) => `(${id}, ${r.line}, ${literal(r.reason)}, ${literal(r.message)}, ${literal(r.text)})`,
  );
  await connection.run(`INSERT INTO rejection VALUES ${rows.join(', ')}`);
}

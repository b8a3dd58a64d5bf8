import { basename } from 'node:path';
import { type DuckDBConnection, DuckDBDateValue } from '@duckdb/node-api';
import { iso } from '../day.ts';
import { chainLink, createChecksums, readChecksums, type RowSum } from '../store/import-checksums.ts';
import { rowsOf } from '../store/sql.ts';
import { openAppendQueue } from './merging/append-queue.ts';
import type { ImportOptions } from './import-options.ts';
import type { Counts } from './reporting/import-report.ts';
import { isSimulated } from './reading/detect-format.ts';
import type { StagedFile } from './reading/stage-file.ts';

/** The store's log of imported files. */
export interface ImportLog {
  /** Whether the store holds simulated data; null while it is empty. */
  simulated: boolean | null;
  nextId(): number;
  /** Rows read by an earlier import of the identical file with the same options; undefined if none, or if it rejected rows. */
  readonly earlierRows: (name: string, sha256: string) => number | undefined;
  /** Logs merged files and their rejected lines. */
  readonly write: (files: readonly LoggedFile[]) => void;
}

/** A merged file with its row counts and the checksum of the rows it added. */
export interface LoggedFile {
  readonly staged: StagedFile;
  readonly counts: Counts;
  readonly added: RowSum;
}

export async function openImportLog(
  connection: DuckDBConnection,
  options: ImportOptions,
): Promise<ImportLog> {
  // Together with a file's name and bytes, these options determine the result.
  const reading = JSON.stringify({
    as: options.as,
    series: options.series,
    dateFormat: options.dateFormat,
    knownOn: options.knownOn === undefined ? undefined : iso(options.knownOn),
  });
  const before = await rowsOf<[number, string, string, string, boolean, number, number]>(
    connection,
    'SELECT id, name, sha256, reading, simulated, rows_read, rejected FROM import_file ORDER BY id',
  );
  const mark = (name: string, sha256: string): string => `${sha256} ${name}`;
  const earlier = new Map(
    before
      .filter((file) => file[3] === reading)
      .map(([, name, sha256, , , rowsRead, rejected]) => [mark(name, sha256), { rowsRead, rejected }]),
  );
  const imported = await openAppendQueue(connection, 'import_file', [
    'INTEGER',
    ...(['VARCHAR', 'VARCHAR', 'VARCHAR', 'VARCHAR', 'VARCHAR'] as const),
    'BOOLEAN',
    'DATE',
    ...(['INTEGER', 'INTEGER', 'INTEGER', 'INTEGER'] as const),
  ]);
  const rejections = await openAppendQueue(connection, 'rejection', [
    'INTEGER',
    'INTEGER',
    'VARCHAR',
    'VARCHAR',
    'VARCHAR',
  ]);
  await createChecksums(connection);
  let chain = (await readChecksums(connection)).at(-1)?.chain ?? '';
  const checksums = await openAppendQueue(connection, 'import_checksum', [
    'INTEGER',
    'INTEGER',
    'VARCHAR',
    'VARCHAR',
  ]);
  let lastId = before.at(-1)?.[0] ?? 0;
  return {
    simulated: before.at(-1)?.[4] ?? null,
    nextId: () => ++lastId,
    earlierRows: (name, sha256) => {
      const found = earlier.get(mark(name, sha256));
      // A row rejected then may be accepted now: its date is no longer in the future, or its session is known.
      return found?.rejected === 0 ? found.rowsRead : undefined;
    },
    write: (files) => {
      for (const { staged, counts, added } of files) {
        const { id, file, sha256, source, read } = staged;
        const name = basename(file.file.path);
        // A file that was read before and adds nothing leaves the store unchanged.
        if (counts.stored === 0 && earlier.has(mark(name, sha256))) continue;
        const { rowsRead, stored, unchanged, rejected } = counts;
        imported.add([
          id,
          name,
          sha256,
          reading,
          file.format.id,
          source,
          isSimulated(file),
          new DuckDBDateValue(options.today),
          rowsRead,
          stored,
          unchanged,
          rejected,
        ]);
        const logged = {
          id,
          name,
          sha256,
          reading,
          format: file.format.id,
          source,
          simulated: isSimulated(file),
          importedOn: options.today,
          rowsRead,
          stored,
          unchanged,
          rejected,
        };
        chain = chainLink(chain, logged, added);
        checksums.add([id, added.rows, String(added.sum), chain]);
        for (const r of read.rejections.kept) rejections.add([id, r.line, r.reason, r.message, r.text]);
      }
      imported.flush();
      checksums.flush();
      rejections.flush();
    },
  };
}

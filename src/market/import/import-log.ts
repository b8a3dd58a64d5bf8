import { basename } from 'node:path';
import { type DuckDBConnection, DuckDBDateValue } from '@duckdb/node-api';
import { iso } from '../day.ts';
import { rowsOf } from '../store/sql.ts';
import { openAppendQueue } from './merging/append-queue.ts';
import type { ImportOptions } from './import-options.ts';
import type { Counts } from './import-report.ts';
import { isSimulated } from './detect-format.ts';
import type { Staged } from './stage-file.ts';

/** The store's own record of the files that came into it. */
export interface ImportLog {
  /** Whether what it holds is simulated; null while it holds nothing. */
  simulated: boolean | null;
  nextId(): number;
  /** The rows that an earlier import of the very same file read, with these options, where it rejected none. */
  readonly earlier: (name: string, sha256: string) => number | undefined;
  /** Writes down files that have been merged, and the lines of them that were not taken. */
  readonly record: (files: readonly Recorded[]) => void;
}

/** A file with what its lines came to. */
export interface Recorded {
  readonly taken: Staged;
  readonly counts: Counts;
}

export async function openImportLog(
  connection: DuckDBConnection,
  options: ImportOptions,
): Promise<ImportLog> {
  // With a file's name and bytes, these decide the outcome.
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
  let lastId = before.at(-1)?.[0] ?? 0;
  return {
    simulated: before.at(-1)?.[4] ?? null,
    nextId: () => ++lastId,
    earlier: (name, sha256) => {
      const found = earlier.get(mark(name, sha256));
      // What was rejected then may be taken now: a date is no longer in the future, a session is known.
      return found?.rejected === 0 ? found.rowsRead : undefined;
    },
    record: (files) => {
      for (const { taken, counts } of files) {
        const { id, file, sha256, source, read } = taken;
        const name = basename(file.file.path);
        // A file that was read before and tells nothing new leaves the store as it was.
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
        for (const r of read.rejections.kept) rejections.add([id, r.line, r.reason, r.message, r.text]);
      }
      imported.flush();
      rejections.flush();
    },
  };
}

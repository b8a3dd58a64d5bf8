import { basename } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { iso } from '../day.ts';
import { asDate, literal, rowsOf } from '../sql.ts';
import type { ImportOptions } from './import-options.ts';
import type { Counts } from './import-report.ts';
import { isSimulated } from './recognise.ts';
import type { Taken } from './take-file.ts';

/** The store's own record of the files that came into it. */
export interface ImportLog {
  /** Whether what it holds is simulated; null while it holds nothing. */
  simulated: boolean | null;
  nextId(): number;
  /** The rows that an earlier import of the very same file read, with these options, where it rejected none. */
  readonly earlier: (name: string, sha256: string) => number | undefined;
  /** Writes down a file that has been merged, and the lines of it that were not taken. */
  record(taken: Extract<Taken, { kind: 'staged' }>, counts: Counts): Promise<void>;
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
  let lastId = before.at(-1)?.[0] ?? 0;
  return {
    simulated: before.at(-1)?.[4] ?? null,
    nextId: () => ++lastId,
    earlier: (name, sha256) => {
      const found = earlier.get(mark(name, sha256));
      // What was rejected then may be taken now: a date is no longer in the future, a session is known.
      return found?.rejected === 0 ? found.rowsRead : undefined;
    },
    record: async ({ id, file, sha256, source, read }, counts) => {
      const name = basename(file.file.path);
      // A file that was read before and tells nothing new leaves the store as it was.
      if (counts.stored === 0 && earlier.has(mark(name, sha256))) return;
      await connection.run(`INSERT INTO import_file VALUES (${id}, ${literal(name)}, ${literal(sha256)},
        ${literal(reading)}, ${literal(file.format.id)}, ${literal(source)}, ${isSimulated(file)},
        ${asDate(options.today)}, ${counts.rowsRead}, ${counts.stored}, ${counts.unchanged}, ${counts.rejected})`);
      const { kept } = read.rejections;
      if (kept.length === 0) return;
      const rows = kept.map(
        (r) => `(${id}, ${r.line}, ${literal(r.reason)}, ${literal(r.message)}, ${literal(r.text)})`,
      );
      await connection.run(`INSERT INTO rejection VALUES ${rows.join(', ')}`);
    },
  };
}

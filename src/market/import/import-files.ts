import { basename } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { UserError, userError } from '../problem.ts';
import { openBatches } from './batches.ts';
import { countsOf, identicalReport, importedReport, refusedReport, unknownReport } from './file-report.ts';
import { openImportLog } from './import-log.ts';
import type { ImportOptions } from './import-options.ts';
import { type FileReport, type ImportReport, totalOf } from './import-report.ts';
import { type Known, type Recognised, isSimulated } from './detect-format.ts';
import { knownSessions } from './sessions.ts';
import { type Staged, passesOver, takeFile } from './stage-file.ts';
import { problemsTogether } from './checks/cross-file-checks.ts';

/** Imports the files within a transaction that the caller holds. */
export async function importFiles(
  connection: DuckDBConnection,
  files: readonly Recognised[],
  options: ImportOptions,
): Promise<ImportReport> {
  const log = await openImportLog(connection, options);
  const reports = new Map<Recognised, FileReport>();
  const batches = await openBatches<Staged>(connection, options.knownOn ?? options.today, (files) => {
    for (const [{ read }, { contradictions }] of files)
      for (const { line, message } of contradictions)
        read.rejections.add({ reason: 'told twice', message }, line, '');
    log.record(files.map(([taken, merged]) => ({ taken, counts: countsOf(taken, merged) })));
    for (const [taken, merged] of files) reports.set(taken.file, importedReport(taken, merged));
  });
  const sees = progressOf(files, options);
  let isSession = await knownSessions(connection);

  const take = async (file: Known): Promise<void> => {
    if (log.simulated !== null && log.simulated !== isSimulated(file)) throw mixture(file);
    const id = log.nextId();
    const taken = await takeFile(file, {
      options,
      id,
      earlier: log.earlier,
      isSession: (d) => isSession(d),
      stage: batches.stage,
      sees: (bytes, rows) => sees(file, bytes, rows),
    });
    if (taken.kind === 'staged') {
      log.simulated ??= isSimulated(file);
      await batches.complete(taken);
    } else if (taken.kind === 'refused')
      reports.set(file, refusedReport(file, taken.problems, taken.rowsRead));
    else reports.set(file, identicalReport(file, taken.rowsRead));
  };

  try {
    let sessionsAreDue = true;
    for (const file of inOrder(files)) {
      if (file.kind === 'unknown') {
        reports.set(file, unknownReport(file));
        continue;
      }
      if (file.format.needsSessions && sessionsAreDue) {
        await batches.settle();
        isSession = await knownSessions(connection);
        sessionsAreDue = false;
      }
      try {
        await take(file);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        reports.set(file, refusedReport(file, error.problems, 0));
      }
    }
    await batches.settle();
  } finally {
    // The caller rolls back after an error: nothing may still be writing then.
    await batches.idle();
  }
  const all = files.map((file) => reports.get(file)!);
  const touched = new Set(all.filter((r) => r.stored > 0).flatMap((r) => r.series));
  return {
    files: all,
    ...totalOf(all),
    problems: await problemsTogether(connection, touched, options.today),
  };
}

/** Tells how far the import is, counting every pass over every file; a file done with counts in full. */
function progressOf(files: readonly Recognised[], { progress, signal }: ImportOptions) {
  const weightOf = (f: Recognised): number => (f.kind === 'known' ? passesOver(f) * f.file.bytes : 0);
  const bytesTotal = files.reduce((sum, f) => sum + weightOf(f), 0);
  const before = { bytes: 0, rows: 0 };
  const now = { bytes: 0, rows: 0 };
  let current: Known | undefined;
  return (file: Known, bytes: number, rows: number): void => {
    signal?.throwIfAborted();
    if (file !== current) {
      before.bytes += current ? weightOf(current) : 0;
      before.rows += now.rows;
      now.bytes = 0;
      current = file;
    }
    now.bytes += bytes;
    now.rows = rows;
    const bytesDone = before.bytes + now.bytes;
    progress?.({ file: basename(file.file.path), bytesDone, bytesTotal, rows: before.rows + rows });
  };
}

const needsSessions = (file: Recognised): boolean =>
  file.kind === 'known' && file.format.needsSessions === true;

/** Files whose days are judged by the Nifty's sessions come last, the others as they were given. */
const inOrder = (files: readonly Recognised[]): readonly Recognised[] => [
  ...files.filter((file) => !needsSessions(file)),
  ...files.filter(needsSessions),
];

const mixture = (file: Known): UserError =>
  userError(
    'mixed-store',
    basename(file.file.path),
    isSimulated(file)
      ? 'is simulated, and the store holds real market data.'
      : 'is no simulated file, and the store holds the simulated market.',
    'Import it into a store of its own with --store.',
  );

import { basename } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Day } from '../day.ts';
import { EMPTY_DIRECTORY, readSchemeDirectory } from '../funds/scheme-directory.ts';
import { type Problem, UserError, userError } from '../problem.ts';
import { openBatches } from './merging/batches.ts';
import {
  countsOf,
  identicalReport,
  importedReport,
  refusedReport,
  unknownReport,
} from './reporting/file-report.ts';
import { openImportLog } from './import-log.ts';
import type { ImportOptions } from './import-options.ts';
import { type FileReport, type ImportReport, totalOf } from './reporting/import-report.ts';
import { type DetectedFile, type FormatDetection, isSimulated } from './reading/detect-format.ts';
import { knownSessions } from '../calendar/known-sessions.ts';
import { type StagedFile, passesOf, stageFile } from './reading/stage-file.ts';
import { crossFileProblems, priceLevels } from './checks/cross-file-checks.ts';
import { notTotalReturn, totalReturnDoubt } from './checks/total-return-check.ts';

/** Imports the files within the caller's transaction. */
export async function importFiles(
  connection: DuckDBConnection,
  files: readonly FormatDetection[],
  options: ImportOptions,
): Promise<ImportReport> {
  const log = await openImportLog(connection, options);
  const reports = new Map<FormatDetection, FileReport>();
  const batches = await openBatches<StagedFile>(connection, options.knownOn ?? options.today, (files) => {
    for (const [{ read }, { contradictions }] of files)
      for (const { line, reason, message } of contradictions)
        read.rejections.add({ reason, message }, line, '');
    log.write(
      files.map(([staged, merged]) => ({ staged, counts: countsOf(staged, merged), added: merged.added })),
    );
    for (const [staged, merged] of files) reports.set(staged.file, importedReport(staged, merged));
  });
  const reportProgress = progressOf(files, options);
  let isSession = await knownSessions(connection);
  let pricesAreStale = true;
  let schemes = EMPTY_DIRECTORY;
  let schemesAreStale = true;

  const importFile = async (file: DetectedFile): Promise<void> => {
    if (log.simulated !== null && log.simulated !== isSimulated(file)) throw mixedStore(file);
    const id = log.nextId();
    const result = await stageFile(file, {
      options,
      id,
      earlierRows: log.earlierRows,
      isSession: (d) => isSession(d),
      schemes,
      stage: batches.stage,
      onBytes: (bytes, rows) => reportProgress(file, bytes, rows),
    });
    if (result.kind === 'staged') {
      const doubt = await totalReturnRefusal(connection, result, options.today);
      if (doubt) {
        reports.set(file, refusedReport(file, [doubt], result.read.rowsRead));
        return;
      }
      log.simulated ??= isSimulated(file);
      // Prices in a file of this kind may belong to the total returns in a later one.
      if (result.levels.size === 0) pricesAreStale = true;
      await batches.complete(result);
    } else if (result.kind === 'refused')
      reports.set(file, refusedReport(file, result.problems, result.rowsRead));
    else reports.set(file, identicalReport(file, result.rowsRead));
  };

  try {
    let sessionsAreStale = true;
    for (const file of inOrder(files)) {
      if (file.kind === 'unknown') {
        reports.set(file, unknownReport(file));
        continue;
      }
      if (file.format.comparesWithStore && pricesAreStale) {
        await batches.flush();
        pricesAreStale = false;
      }
      if (file.format.needsSchemes && schemesAreStale) {
        await batches.flush();
        schemes = await readSchemeDirectory(connection);
        schemesAreStale = false;
      }
      if (file.format.needsSessions && sessionsAreStale) {
        await batches.flush();
        isSession = await knownSessions(connection);
        sessionsAreStale = false;
      }
      try {
        await importFile(file);
        // A file that was being read has then been refused, with the interruption as its reason.
        options.signal?.throwIfAborted();
      } catch (error) {
        if (!(error instanceof UserError) || options.signal?.aborted) throw error;
        reports.set(file, refusedReport(file, error.problems, 0));
      }
    }
    await batches.flush();
  } catch (error) {
    // The caller rolls back, and no write may still be running then.
    throw (await batches.waitUntilIdle()) ?? error;
  }
  const all = files.map((file) => reports.get(file)!);
  const touched = new Set(all.filter((r) => r.stored > 0).flatMap((r) => r.series));
  return {
    files: all,
    ...totalOf(all),
    problems: await crossFileProblems(connection, touched, options.today),
  };
}

/** Why the total-return levels of a file must be refused, given the price index in the store; null if they need not be. */
async function totalReturnRefusal(
  connection: DuckDBConnection,
  { file, read, levels }: StagedFile,
  today: Day,
): Promise<Problem | null> {
  const series = read.reading.inferred?.series;
  if (series === undefined || levels.size === 0) return null;
  const doubt = totalReturnDoubt(series, levels, await priceLevels(connection, series, today));
  return doubt === null ? null : notTotalReturn(basename(file.file.path), series, doubt);
}

/** Reports progress over all passes of all files; a finished file counts in full. */
function progressOf(files: readonly FormatDetection[], { progress, signal }: ImportOptions) {
  const weightOf = (f: FormatDetection): number => (f.kind === 'known' ? passesOf(f) * f.file.bytes : 0);
  const bytesTotal = files.reduce((sum, f) => sum + weightOf(f), 0);
  const before = { bytes: 0, rows: 0 };
  const now = { bytes: 0, rows: 0 };
  let current: DetectedFile | undefined;
  return (file: DetectedFile, bytes: number, rows: number): void => {
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

const needsStore = (file: FormatDetection): boolean =>
  file.kind === 'known' &&
  (file.format.needsSessions === true ||
    file.format.comparesWithStore === true ||
    file.format.needsSchemes === true);

/** Files that are checked against the Nifty's sessions or the store's figures come last, the others in the given order. */
const inOrder = (files: readonly FormatDetection[]): readonly FormatDetection[] => [
  ...files.filter((file) => !needsStore(file)),
  ...files.filter(needsStore),
];

const mixedStore = (file: DetectedFile): UserError =>
  userError(
    'mixed-store',
    basename(file.file.path),
    isSimulated(file)
      ? 'is simulated, but the store holds real market data.'
      : 'holds real data, but the store holds the simulated market.',
    'Import it into a separate store with --store.',
  );

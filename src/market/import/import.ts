import type { DuckDBConnection } from '@duckdb/node-api';
import { systemProblem } from '../files/system-error.ts';
import { userError } from '../problem.ts';
import type { Store } from '../store/store.ts';
import { findFiles } from './reading/find-files.ts';
import type { ImportOptions } from './import-options.ts';
import type { ImportReport } from './reporting/import-report.ts';
import { importFiles } from './import-files.ts';
import { type FormatDetection, checkFormatName, detectFormat } from './reading/detect-format.ts';

export type { ImportOptions, Progress } from './import-options.ts';

/**
 * Imports files and folders into the store, all in one transaction: a refused file leaves no row, and an
 * interrupted run leaves the store unchanged. The report says what happened to each file.
 *
 * @param store an open store, not opened with `read`.
 * @param paths files and folders.
 * @param options the day of the import (`today`, required), and the options of `trrm import`.
 * @returns what happened to each file: rows read = stored + unchanged + rejected.
 * @throws UserError if a path does not exist, an option is wrong, or the import is interrupted.
 * @example
 * import { day, importPaths, openStore } from 'trrm';
 *
 * const store = await openStore('.trrm/demo/market.duckdb');
 * const report = await importPaths(store, ['.trrm/demo/files'], { today: day('2026-01-01') });
 * await store.close();
 * console.log(report.rowsRead, report.stored, report.unchanged, report.rejected);
 */
export async function importPaths(
  store: Store,
  paths: readonly string[],
  options: ImportOptions,
): Promise<ImportReport> {
  checkFormatName(options.as);
  const found = await findFiles(paths);
  // One name for all files of a folder would merge many series into one.
  if (options.series !== undefined && found.some((file) => !file.named))
    throw userError(
      'series-for-folder',
      `--series ${options.series}`,
      'names one series, but a folder may hold many.',
      'Name the files of that series instead of the folder.',
    );
  const detected: FormatDetection[] = [];
  for (const file of found) detected.push(await detectFormat(file, options.as));
  try {
    return await store.transaction((connection) =>
      interruptible(connection, options.signal, () => importFiles(connection, detected, options)),
    );
  } catch (error) {
    if (options.signal?.aborted)
      throw userError(
        'cancelled',
        'import',
        'was interrupted; the store is unchanged.',
        'Run the import again.',
      );
    const problem = systemProblem(error, 'import');
    if (problem)
      throw userError(
        problem.code,
        problem.about,
        `${problem.message} The store is unchanged.`,
        problem.remedy,
      );
    if (isOutOfMemory(error))
      throw userError(
        'out-of-memory',
        'import',
        'needed more memory than the database may use; the store is unchanged.',
        'Import fewer files at a time, and split files of millions of rows.',
      );
    throw error;
  }
}

/** Stops what the database is doing when the user interrupts: the merge of a large file takes minutes. */
async function interruptible<T>(
  connection: DuckDBConnection,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  const stop = (): void => connection.interrupt();
  signal?.addEventListener('abort', stop);
  try {
    return await work();
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

/** Whether DuckDB ran out of memory. Only the text of its errors shows it; an appender's error only mentions the setting. */
const isOutOfMemory = (error: unknown): boolean => /Out of Memory Error|memory_limit/.test(String(error));

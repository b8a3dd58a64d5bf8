import { userError } from '../problem.ts';
import type { Store } from '../store/store.ts';
import { findFiles } from './find-files.ts';
import type { ImportOptions } from './import-options.ts';
import type { ImportReport } from './import-report.ts';
import { importFiles } from './import-files.ts';
import { type Recognised, checkFormatName, recognise } from './detect-format.ts';

export type { ImportOptions, Progress } from './import-options.ts';

/**
 * Imports files and folders into the store, all in one transaction: a file that is refused leaves no row, and a
 * run that is interrupted leaves the store as it was. Throws a `UserError` only where nothing can be done at
 * all; what befell each file is in the report.
 */
export async function importPaths(
  store: Store,
  paths: readonly string[],
  options: ImportOptions,
): Promise<ImportReport> {
  checkFormatName(options.as);
  const found = await findFiles(paths);
  // One name for whatever lies in a folder would make one series of many.
  if (options.series !== undefined && found.some((file) => !file.named))
    throw userError(
      'series-for-folder',
      `--series ${options.series}`,
      'names one series, and a folder may hold many.',
      'Name the files of that series instead of the folder.',
    );
  const recognised: Recognised[] = [];
  for (const file of found) recognised.push(await recognise(file, options.as));
  try {
    return await store.transaction((connection) => importFiles(connection, recognised, options));
  } catch (error) {
    if (options.signal?.aborted)
      throw userError(
        'cancelled',
        'import',
        'was interrupted; the store is as it was before.',
        'Run it again.',
      );
    if (isOutOfMemory(error))
      throw userError(
        'out-of-memory',
        'import',
        'needed more memory than the database may take; the store is as it was before.',
        'Import fewer files at a time, and cut a file of millions of rows into several.',
      );
    throw error;
  }
}

/** Whether DuckDB has reached its limit, which only the text of its errors tells: that of an appender only by its advice. */
const isOutOfMemory = (error: unknown): boolean => /Out of Memory Error|memory_limit/.test(String(error));

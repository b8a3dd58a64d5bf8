import type { DuckDBConnection } from '@duckdb/node-api';
import type { Day } from '../../day.ts';
import type { Row } from '../../store/rows.ts';
import { type MergeInput, openMerger } from './merge.ts';
import type { MergeResult } from './merge-result.ts';
import { type PendingRows, openStaging } from './staging.ts';

/** Rows merged at a time, unless one file has more; small enough to bound memory. */
const BATCH = 100_000;

/** Collects the rows of files into batches and merges each batch into the store. */
export interface Batches<T extends MergeInput> {
  readonly stage: (file: number, line: number, row: Row) => void;
  /** Marks a file's rows as completely staged. Rows of files never marked are not merged. */
  complete(file: T): Promise<void>;
  /** Merges all pending rows; every completed file is merged when it returns. */
  flush(): Promise<void>;
  /**
   * Waits for a running merge to end, whether or not it succeeds.
   *
   * @returns why it failed; undefined if it did not. A failed merge aborts the transaction, so that staging fails next,
   *   with an error that says no more than that.
   */
  waitUntilIdle(): Promise<unknown>;
}

/** @param done receives the files of each batch, in order, after their rows are merged. */
export async function openBatches<T extends MergeInput>(
  connection: DuckDBConnection,
  receivedOn: Day,
  done: (files: readonly (readonly [T, MergeResult])[]) => void,
): Promise<Batches<T>> {
  // DuckDB's threads merge one batch while this thread reads the next. Reading takes as long as merging (measured on
  // 1,000,000 rows), so this saves nearly half of the time.
  const staging = await openStaging(connection);
  const merger = await openMerger(connection, staging, receivedOn);
  let waiting: T[] = [];
  let merging: Promise<void> = Promise.resolve();

  const mergeBatch = async (rows: PendingRows, files: readonly T[]): Promise<void> => {
    const merged = await merger(rows, files);
    done(files.map((file) => [file, merged.get(file.id)!]));
  };
  const startMerge = async (): Promise<void> => {
    await merging;
    if (waiting.length === 0) return;
    merging = mergeBatch(staging.next(), waiting);
    // The error is rethrown where `merging` is awaited; until then it must not count as unhandled.
    merging.catch(() => undefined);
    waiting = [];
  };

  return {
    stage: (file, line, row) => staging.add(file, line, row),
    complete: async (file) => {
      waiting.push(file);
      if (staging.pending >= BATCH) await startMerge();
    },
    flush: async () => {
      await startMerge();
      await merging;
    },
    waitUntilIdle: () =>
      merging.then(
        () => undefined,
        (error: unknown) => error,
      ),
  };
}

import type { DuckDBConnection } from '@duckdb/node-api';
import type { Day } from '../day.ts';
import type { Row } from '../store/rows.ts';
import { type StagedFile, openMerger } from './merging/merge.ts';
import type { Merged } from './merging/merge-result.ts';
import { type Waiting, openStaging } from './merging/staging.ts';

/** Rows that are merged at a time, but for a file that has more of them: few enough to stay small in memory. */
const BATCH = 100_000;

/** Gathers the rows of files into batches and merges each into the store. */
export interface Batches<T extends StagedFile> {
  readonly stage: (file: number, line: number, row: Row) => void;
  /** The rows of the file are all staged. Those of a file of which this is never said are never merged. */
  complete(file: T): Promise<void>;
  /** Merges what waits; all files have been done when it returns. */
  settle(): Promise<void>;
  /** Waits until the database is left alone, whatever came of it. */
  idle(): Promise<void>;
}

/** `done` is called for the files of each batch, in order, after their rows have been merged. */
export async function openBatches<T extends StagedFile>(
  connection: DuckDBConnection,
  receivedOn: Day,
  done: (files: readonly (readonly [T, Merged])[]) => void,
): Promise<Batches<T>> {
  // One batch is merged by DuckDB's threads while this one reads the next: of 1,000,000 rows, reading takes as
  // long as merging, so that is nearly half of the time.
  const staging = await openStaging(connection);
  const merger = await openMerger(connection, staging, receivedOn);
  let waiting: T[] = [];
  let merging: Promise<void> = Promise.resolve();

  const mergeBatch = async (rows: Waiting, files: readonly T[]): Promise<void> => {
    const merged = await merger(rows, files);
    done(files.map((file) => [file, merged.get(file.id)!]));
  };
  const hand = async (): Promise<void> => {
    await merging;
    if (waiting.length === 0) return;
    merging = mergeBatch(staging.next(), waiting);
    // An error is thrown where `merging` is awaited; until then it must not count as unhandled.
    merging.catch(() => undefined);
    waiting = [];
  };

  return {
    stage: (file, line, row) => staging.add(file, line, row),
    complete: async (file) => {
      waiting.push(file);
      if (staging.waiting >= BATCH) await hand();
    },
    settle: async () => {
      await hand();
      await merging;
    },
    idle: async () => {
      await merging.catch(() => undefined);
    },
  };
}

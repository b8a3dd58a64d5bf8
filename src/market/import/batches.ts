import type { DuckDBConnection } from '@duckdb/node-api';
import type { Day } from '../day.ts';
import type { Row } from '../row.ts';
import { type Merged, type StagedFile, merge } from './merge.ts';
import { openStaging } from './staging.ts';

/**
 * Rows that are merged at a time: enough for DuckDB to be quick, few enough to stay small in memory. Later
 * batches are a share of all before them, since every batch leaves a little memory pinned until the transaction
 * ends, whatever its size: with equal batches DuckDB ran out of it at 4,000,000 rows.
 */
const BATCH = 100_000;
const SHARE = 0.25;

/** Gathers the rows of files into batches and merges each into the store. */
export interface Batches<T extends StagedFile> {
  readonly stage: (file: number, line: number, row: Row) => void;
  /** Takes back the rows of the file being read. */
  withdraw(file: number): Promise<void>;
  /** The rows of the file being read are all staged. */
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
  let staging = await openStaging(connection, 'staged');
  let other = await openStaging(connection, 'staged_too');
  let handed = 0;
  let waiting: T[] = [];
  let merging: Promise<void> = Promise.resolve();

  const mergeBatch = async (batch: typeof staging, files: readonly T[]): Promise<void> => {
    const merged = await merge(connection, batch, files, receivedOn);
    done(files.map((file) => [file, merged.get(file.id)!]));
    await batch.clear();
  };
  const hand = async (): Promise<void> => {
    await merging;
    if (waiting.length === 0) return;
    staging.flush();
    handed += staging.size;
    merging = mergeBatch(staging, waiting);
    // An error is thrown where `merging` is awaited; until then it must not count as unhandled.
    merging.catch(() => undefined);
    [staging, other] = [other, staging];
    waiting = [];
  };

  return {
    stage: (file, line, row) => staging.add(file, line, row),
    withdraw: async (file) => {
      await merging;
      await staging.withdraw(file);
    },
    complete: async (file) => {
      waiting.push(file);
      if (staging.size >= Math.max(BATCH, SHARE * handed)) await hand();
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

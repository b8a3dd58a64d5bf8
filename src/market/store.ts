import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { MarketHistory } from './as-of.ts';
import { readFigures } from './figures.ts';
import { type Lock, takeLock } from './lock.ts';
import { userError } from './problem.ts';
import { prepareSchema } from './schema.ts';
import type { SeriesKey } from './series.ts';

/** Which part of the store to read: as it was after an import, or all of it. */
export interface ReadOptions {
  /** The highest import-file id to read; later files are as if never imported. */
  readonly throughImport?: number;
}

/**
 * The market data of one user in one DuckDB file: rows that are only added to, each with the day it tells of,
 * the day it became known, and the file and line it came from. One process owns it from `openStore` to `close`.
 */
export interface Store {
  readonly file: string;
  /** Whether it holds the simulated market; simulated and real data never share a store. */
  readonly simulated: boolean;
  /** The figures, all versions of them, ready for views to be cut from. */
  load(keys: readonly SeriesKey[], options?: ReadOptions): Promise<MarketHistory>;
  /** The highest import-file id, 0 when nothing has been imported. */
  lastImport(): Promise<number>;
  /** Runs `work` so that all of it is kept or none. Other rooms keep their own tables through this. */
  transaction<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

// Enough for imports of any size, since DuckDB spills to disk; more only raises the program's memory.
const SETTINGS = { memory_limit: '160MB', threads: '2', preserve_insertion_order: 'false' };

/**
 * Opens a store. `create` (the default) makes one where there is none; `existing` refuses, because a report on
 * an empty store would be a wrong answer to a mistyped name. `purpose` is what a second process is told.
 */
export async function openStore(
  file: string,
  how: { readonly purpose: string; readonly mode?: 'create' | 'existing' },
): Promise<Store> {
  if (!existsSync(file)) {
    if (how.mode === 'existing')
      throw userError(
        'no-store',
        file,
        'does not exist.',
        'Import market files first with `trrm import`, or run `trrm demo` for the simulated market.',
      );
    mkdirSync(dirname(file), { recursive: true });
  }
  const lock = takeLock(file, how.purpose);
  try {
    const instance = await openDatabase(file);
    const connection = await instance.connect();
    try {
      await prepareSchema(connection, file);
      return await storeOn(file, instance, connection, lock);
    } catch (error) {
      connection.closeSync();
      instance.closeSync();
      throw error;
    }
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function openDatabase(file: string): Promise<DuckDBInstance> {
  try {
    return await DuckDBInstance.create(file, SETTINGS);
  } catch (error) {
    const reason = (error as Error).message.split('\n')[0]!;
    throw userError(
      'not-a-store',
      file,
      `cannot be opened as a store: ${reason}`,
      'Name another file with --store.',
    );
  }
}

async function storeOn(
  file: string,
  instance: DuckDBInstance,
  connection: DuckDBConnection,
  lock: Lock,
): Promise<Store> {
  const only = async (sql: string): Promise<unknown> =>
    (await (await connection.run(sql)).getRowsJS())[0]![0];
  const isSimulated = async (): Promise<boolean> =>
    (await only('SELECT coalesce(bool_or(simulated), false) FROM import_file')) as boolean;
  const lastImport = async (): Promise<number> =>
    (await only('SELECT coalesce(max(id), 0) FROM import_file')) as number;
  let simulated = await isSimulated();
  return {
    file,
    get simulated() {
      return simulated;
    },
    lastImport,
    load: async (keys, options) =>
      new MarketHistory(await readFigures(connection, keys, options?.throughImport ?? (await lastImport()))),
    transaction: async (work) => {
      await connection.run('BEGIN');
      try {
        const result = await work(connection);
        await connection.run('COMMIT');
        simulated = await isSimulated();
        return result;
      } catch (error) {
        // After a failed COMMIT there is nothing left to roll back, and DuckDB says so: the first error counts.
        await connection.run('ROLLBACK').catch(() => undefined);
        throw error;
      }
    },
    close: async () => {
      connection.closeSync();
      instance.closeSync();
      lock.release();
    },
  };
}

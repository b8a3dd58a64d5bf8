import { accessSync, constants, existsSync, mkdirSync, realpathSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { MarketHistory } from '../as-of.ts';
import type { Day } from '../day.ts';
import { readFigures } from './read-series.ts';
import { type FutureQuote, readFutures } from '../futures.ts';
import { type Provenance, type SeriesVintage, readProvenance, readVintage } from './lineage.ts';
import { type Lock, takeLock } from './lock.ts';
import { userError } from '../problem.ts';
import { checkSchema, makeSchema } from './schema.ts';
import type { SeriesId, SeriesKey } from '../series.ts';
import { rowsOf } from './sql.ts';
import { type StoreStatus, readStatus } from './status.ts';
import { type LastPrices, readLastPrices } from '../stocks/prices/last-prices.ts';
import { settled, type ShareReading, shareReading, sharesAgree } from '../stocks/data-snapshot.ts';
import { readShareVintage, type ShareVintage } from '../stocks/stock-vintage.ts';
import { type StockMarket, type StockRange, openStockMarket } from '../stocks/stock-market.ts';

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
  /** The futures on an index as known at the close of a day. */
  futures(series: SeriesId, options: ReadOptions & { readonly asOf: Day }): Promise<FutureQuote[]>;
  /** The shares of single companies, a session at a time. */
  stocks(range: StockRange): Promise<StockMarket>;
  /** Prices and trading of every share at the close of a day. */
  lastPrices(options: ReadOptions & { readonly day: Day; readonly asOf: Day }): Promise<LastPrices>;
  /** What can be read of these shares; null where none has a price by then. */
  shareReading(options: ReadOptions & { readonly asOf: Day }): Promise<ShareReading | null>;
  /** The same reading by the first day on which it could have been made. */
  settled(reading: ShareReading): Promise<ShareReading>;
  /** Whether two readings see the same sessions up to a day, bit for bit, in the columns that both have. */
  sharesAgree(kept: ShareReading, wanted: ShareReading, through: Day): Promise<boolean>;
  /** Which data the store held at the close of a day, and out of which files: what a decision was made from. */
  vintage(options: ReadOptions & { readonly asOf: Day }): Promise<SeriesVintage[]>;
  /** The same of single companies, a line for each kind of row. */
  shareVintage(options: ReadOptions & { readonly asOf: Day }): Promise<ShareVintage[]>;
  /** The versions of one figure of one day, with file and line; the believed source first, its latest version last. */
  provenance(key: SeriesKey, observedOn: Day, options?: ReadOptions): Promise<Provenance[]>;
  /** What it holds and what is doubtful about it. */
  status(options: { readonly asOf: Day }): Promise<StoreStatus>;
  /** The highest import-file id, 0 when nothing has been imported. */
  lastImport(): Promise<number>;
  /** Runs `work` so that all of it is kept or none. Other rooms keep their own tables through this. */
  transaction<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Beyond any import-file id. */
const ALL = Number.MAX_SAFE_INTEGER;

// Enough for imports of any size, since DuckDB spills to disk; more only raises the program's memory.
const SETTINGS: Readonly<Record<string, string>> = {
  memory_limit: '96MB',
  threads: '2',
  preserve_insertion_order: 'false',
};

// DuckDB takes a table to which only a transaction under way has added rows for empty, and so would gather all of it to
// look up a few rows there. Within a transaction joins are therefore done as they are written, the smaller side last.
const REORDERING = 'join_order,build_side_probe_side';

/**
 * How a store is opened. `create` (the default) makes one where there is none; `existing` refuses, because a report
 * on an empty store would be a wrong answer to a mistyped name; `read` also changes nothing in it, and so can open
 * one that lies where nothing can be written.
 */
export type OpenMode = 'create' | 'existing' | 'read';

/** Opens a store. `purpose` is what a second process is told. */
export async function openStore(
  file: string,
  { purpose, mode = 'create' }: { readonly purpose: string; readonly mode?: OpenMode },
): Promise<Store> {
  if (!existsSync(file)) {
    if (mode !== 'create')
      throw userError(
        'no-store',
        file,
        'does not exist.',
        'Import market files first with `trrm import`, or run `trrm demo` for the simulated market.',
      );
    makeFolder(file);
  }
  // One store has one lock, by whatever link it is reached; DuckDB's own files lie beside the lock.
  const place = realPlace(file);
  const isReading = mode === 'read';
  // Where no lock can be written nobody writes to the store either.
  const lock = isReading && !isWritable(dirname(place)) ? NO_LOCK : takeLock(place, purpose);
  try {
    // What DuckDB had spilled to disk for a process that was killed; nobody else clears it away.
    if (lock !== NO_LOCK) rmSync(`${place}.tmp`, { recursive: true, force: true });
    const instance = await openDatabase(file, place, isReading);
    const connection = await instance.connect();
    try {
      if (!isReading) await makeSchema(connection);
      await checkSchema(connection, file);
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

function makeFolder(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
  } catch (error) {
    throw userError(
      'no-store',
      file,
      `its folder cannot be made: ${(error as Error).message}.`,
      'Name another place with --store.',
    );
  }
}

const NO_LOCK: Lock = { release: () => undefined };

const realPlace = (file: string): string =>
  existsSync(file) ? realpathSync(file) : join(realpathSync(dirname(file)), basename(file));

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

async function openDatabase(file: string, place: string, isReading: boolean): Promise<DuckDBInstance> {
  try {
    return await DuckDBInstance.create(place, {
      ...SETTINGS,
      ...(isReading && { access_mode: 'READ_ONLY' }),
    });
  } catch (error) {
    const reason = (error as Error).message.split('\n')[0]!;
    throw userError(
      'not-a-store',
      file,
      `cannot be opened as a store: ${reason.replace(/\.?$/, '.')}`,
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
  const isSimulated = async (): Promise<boolean> =>
    (
      await rowsOf<[boolean]>(connection, 'SELECT coalesce(bool_or(simulated), false) FROM import_file')
    )[0]![0];
  const lastImport = async (): Promise<number> =>
    (await rowsOf<[number]>(connection, 'SELECT coalesce(max(id), 0) FROM import_file'))[0]![0];
  let simulated = await isSimulated();
  let isBusy = false;
  return {
    file,
    get simulated() {
      return simulated;
    },
    lastImport,
    load: async (keys, options) =>
      new MarketHistory(await readFigures(connection, keys, options?.throughImport ?? ALL)),
    futures: (series, { asOf, throughImport = ALL }) => readFutures(connection, series, asOf, throughImport),
    stocks: (range) => openStockMarket(connection, range),
    lastPrices: ({ throughImport = ALL, ...at }) => readLastPrices(connection, { ...at, throughImport }),
    shareReading: ({ asOf, throughImport = ALL }) => shareReading(connection, asOf, throughImport),
    settled: (reading) => settled(connection, reading),
    sharesAgree: (kept, wanted, through) => sharesAgree(connection, kept, wanted, through),
    vintage: ({ asOf, throughImport = ALL }) => readVintage(connection, { asOf, throughImport }),
    shareVintage: ({ asOf, throughImport = ALL }) => readShareVintage(connection, { asOf, throughImport }),
    provenance: (key, observedOn, options) =>
      readProvenance(connection, key, observedOn, options?.throughImport ?? ALL),
    status: ({ asOf }) => readStatus(connection, asOf, ALL, simulated),
    transaction: async (work) => {
      if (isBusy) throw new Error('a transaction of this store is under way; they cannot be nested');
      isBusy = true;
      try {
        await connection.run(`SET disabled_optimizers = '${REORDERING}'; BEGIN`);
        const result = await work(connection);
        await connection.run('COMMIT');
        simulated = await isSimulated();
        return result;
      } catch (error) {
        // After a failed COMMIT there is nothing left to roll back, and DuckDB says so: the first error counts.
        await connection.run('ROLLBACK').catch(() => undefined);
        throw error;
      } finally {
        await connection.run('RESET disabled_optimizers');
        isBusy = false;
      }
    },
    close: async () => {
      connection.closeSync();
      instance.closeSync();
      lock.release();
    },
  };
}

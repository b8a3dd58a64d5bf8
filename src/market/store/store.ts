import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { MarketHistory } from '../as-of.ts';
import { type AccountRows, readAccount, readAccountCodes } from '../accounts/read-account.ts';
import type { Day } from '../day.ts';
import { closeDatabase, type Database, openDatabase, OUTDATED } from './database.ts';
import { type FundMarket, readFundMarket } from '../funds/fund-market.ts';
import { readSeries } from './read-series.ts';
import { type FutureVersions, readFutures } from '../futures.ts';
import { type Provenance, type SeriesVintage, readProvenance, readVintages } from './lineage.ts';
import { takeLock } from './lock.ts';
import type { Lock } from './lock-owner.ts';
import { takeReadLock } from './read-lock.ts';
import { isWritable, makeFolderOf, realPath, removeSpilled } from './store-place.ts';
import { userError } from '../problem.ts';
import type { SeriesId, SeriesKey } from '../series.ts';
import { rowsOf } from './sql.ts';
import { type ImportVerification, verifyImports } from './verify-imports.ts';
import { type StoreStatus, readStatus } from './status.ts';
import {
  earliestEquivalent,
  type DataSnapshot,
  readDataSnapshot,
  snapshotsAgree,
} from '../stocks/data-snapshot.ts';
import { readStockVintages, type StockVintage } from '../stocks/stock-vintage.ts';
import { type StockMarket, type StockRange, openStockMarket } from '../stocks/stock-market.ts';
import { stocksAtCloses, type StocksAtCloses } from '../stocks/stocks-at-closes.ts';

/** Which imports to read: up to one, or all. */
export interface ReadOptions {
  /** The highest import-file id to read; later files are ignored. */
  readonly throughImport?: number;
}

/** Several closes, asked for at once. */
export interface DaysAsked {
  readonly days: readonly Day[];
}

/**
 * The market data of one user in one DuckDB file. Rows are only added; each has the day observed, the day it became
 * known, and its file and line. From `openStore` to `close` one
 * process owns the store, or any number of processes read it.
 */
export interface Store {
  readonly file: string;
  /** Whether it holds the simulated market; a store never mixes simulated and real data. */
  readonly simulated: boolean;
  /** All versions of the given series, as the source of as-of views. */
  load(keys: readonly SeriesKey[], options?: ReadOptions): Promise<MarketHistory>;
  /** All versions of the futures on an index of some days; `futuresOn` gives those of a day that were known at its close. */
  futures(series: SeriesId, options: ReadOptions & DaysAsked): Promise<FutureVersions>;
  /** The stock market, to be read session by session. */
  stocks(range: StockRange): Promise<StockMarket>;
  /** Mutual funds as known after the NAVs of a day were published. */
  funds(options: ReadOptions & { readonly asOf: Day }): Promise<FundMarket>;
  /** Issuers, corporate actions and last prices as known at the closes of some days, which share what they read. */
  stocksAtCloses(options: ReadOptions & DaysAsked): StocksAtCloses;
  /** Identifies the stock data visible under a cutoff; null if no stock has a price by then. */
  dataSnapshot(options: ReadOptions & { readonly asOf: Day }): Promise<DataSnapshot | null>;
  /** The same snapshot dated by the first day on which it was complete. */
  earliestEquivalent(reading: DataSnapshot): Promise<DataSnapshot>;
  /** Whether two snapshots give bit-identical sessions up to a day, in the columns that both have. */
  snapshotsAgree(stored: DataSnapshot, requested: DataSnapshot, through: Day): Promise<boolean>;
  /** The data, with their files, that were known at the close of each of some days: the basis of a decision. */
  vintages(options: ReadOptions & DaysAsked): Promise<ReadonlyMap<Day, readonly SeriesVintage[]>>;
  /** The same for stocks, one entry for each kind of row. */
  stockVintages(options: ReadOptions & DaysAsked): Promise<ReadonlyMap<Day, readonly StockVintage[]>>;
  /** Codes of the accounts in the store, and the record of one as known at the close of a day. */
  accountCodes(): Promise<string[]>;
  account(code: string, options: ReadOptions & { readonly asOf: Day }): Promise<AccountRows>;
  /** The versions of one value, with file and line: the source used first, its latest version last. */
  provenance(key: SeriesKey, observedOn: Day, options?: ReadOptions): Promise<Provenance[]>;
  /** Compares the rows of the imports with their checksums. Reads all of them: about two seconds for a million. */
  verifyImports(options?: ReadOptions): Promise<ImportVerification>;
  /** Its contents and findings about its data. */
  status(options: { readonly asOf: Day }): Promise<StoreStatus>;
  /** The highest import-file id; 0 if nothing has been imported. */
  lastImport(): Promise<number>;
  /** Runs `work` in a transaction. Other modules write their own tables through this. */
  transaction<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Beyond any import-file id. */
const ALL = Number.MAX_SAFE_INTEGER;

// DuckDB's statistics treat a table filled only by the current transaction as empty, and its optimiser would then scan
// all of it to look up a few rows. Within a transaction joins therefore run as written, the smaller side last.
const REORDERING = 'join_order,build_side_probe_side';

/**
 * How a store is opened. `existing` (the default) refuses a missing one: a report on an empty store would be a wrong answer
 * to a mistyped name. `create` creates it. `read` opens one read-only, beside other readers and even in a
 * folder that is not writable.
 */
export type OpenMode = 'create' | 'existing' | 'read';

/** `purpose` is shown to a second process that tries to open the store. */
export interface OpenOptions {
  readonly purpose?: string;
  readonly mode?: OpenMode;
}

/**
 * Opens a store. Close it when done: until then no other process can write to it, and none can open it while it is being
 * written to.
 *
 * @param file path of the DuckDB file.
 * @returns the store, with a lock on its file: exclusive, or shared with other readers.
 * @throws UserError if the store is missing, in use, or not a store of this version.
 * @example
 * import { openStore } from 'trrm';
 *
 * const store = await openStore('.trrm/demo/market.duckdb');
 * console.log(await store.lastImport());
 * await store.close();
 */
export async function openStore(
  file: string,
  { purpose = 'a TypeScript program', mode = 'existing' }: OpenOptions = {},
): Promise<Store> {
  if (!existsSync(file)) {
    if (mode !== 'create')
      throw userError(
        'no-store',
        file,
        'does not exist.',
        'Import market files with `trrm import`, or name another store with --store; that of `trrm demo` is .trrm/demo/market.duckdb.',
      );
    makeFolderOf(file);
  }
  // A store has one lock even if it is reached through links; DuckDB's own files are beside the lock.
  const place = realPath(file);
  const isReading = mode === 'read';
  if (!isReading) return openLocked(file, place, isReading, takeLock(place, purpose));
  // Where no lock can be written, nobody can write to the store either.
  const isShared = isWritable(dirname(place));
  const lock = (): Lock => (isShared ? takeReadLock(place, purpose) : NO_LOCK);
  const opened = await openLocked(file, place, isReading, lock());
  if (opened !== OUTDATED) return opened;
  if (!isShared)
    throw userError(
      'outdated-store',
      file,
      'was written by an earlier version of trrm, and its folder is not writable.',
      'Make its folder writable, so that the store can be brought up to date, or use a copy.',
    );
  const updated = await openLocked(file, place, false, takeLock(place, purpose));
  await updated.close();
  return (await openLocked(file, place, isReading, lock())) as Store;
}

async function openLocked(file: string, place: string, isReading: false, lock: Lock): Promise<Store>;
async function openLocked(
  file: string,
  place: string,
  isReading: true,
  lock: Lock,
): Promise<Store | typeof OUTDATED>;
async function openLocked(
  file: string,
  place: string,
  isReading: boolean,
  lock: Lock,
): Promise<Store | typeof OUTDATED> {
  try {
    if (!isReading) removeSpilled(place);
    const database = await openDatabase({ file, place, isReading });
    if (database === OUTDATED) {
      lock.release();
      return OUTDATED;
    }
    try {
      return await storeOn(file, database, lock);
    } catch (error) {
      closeDatabase(database);
      throw error;
    }
  } catch (error) {
    lock.release();
    throw error;
  }
}

const NO_LOCK: Lock = { release: () => undefined };

async function storeOn(file: string, database: Database, lock: Lock): Promise<Store> {
  const { connection } = database;
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
      new MarketHistory(await readSeries(connection, keys, options?.throughImport ?? ALL)),
    futures: (series, { days, throughImport = ALL }) =>
      readFutures(connection, series, { days, throughImport }),
    stocks: (range) => openStockMarket(connection, range),
    funds: ({ asOf, throughImport = ALL }) => readFundMarket(connection, { asOf, throughImport }),
    stocksAtCloses: ({ days, throughImport = ALL }) => stocksAtCloses(connection, { days, throughImport }),
    dataSnapshot: ({ asOf, throughImport = ALL }) => readDataSnapshot(connection, asOf, throughImport),
    earliestEquivalent: (reading) => earliestEquivalent(connection, reading),
    snapshotsAgree: (kept, wanted, through) => snapshotsAgree(connection, kept, wanted, through),
    vintages: ({ days, throughImport = ALL }) => readVintages(connection, { days, throughImport }),
    stockVintages: ({ days, throughImport = ALL }) => readStockVintages(connection, { days, throughImport }),
    accountCodes: () => readAccountCodes(connection),
    account: (code, { asOf, throughImport = ALL }) => readAccount(connection, code, { asOf, throughImport }),
    provenance: (key, observedOn, options) =>
      readProvenance(connection, key, observedOn, options?.throughImport ?? ALL),
    verifyImports: (options) => verifyImports(connection, options?.throughImport ?? ALL),
    status: ({ asOf }) => readStatus(connection, asOf, ALL, simulated),
    transaction: async (work) => {
      if (isBusy)
        throw new Error('a transaction of this store is already running; transactions cannot be nested');
      isBusy = true;
      try {
        await connection.run(`SET disabled_optimizers = '${REORDERING}'; BEGIN`);
        const result = await work(connection);
        await connection.run('COMMIT');
        simulated = await isSimulated();
        return result;
      } catch (error) {
        // After a failed COMMIT, ROLLBACK fails too; the first error is the one to report.
        await connection.run('ROLLBACK').catch(() => undefined);
        throw error;
      } finally {
        await connection.run('RESET disabled_optimizers');
        isBusy = false;
      }
    },
    close: async () => {
      closeDatabase(database);
      lock.release();
    },
  };
}

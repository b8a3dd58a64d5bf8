import { createRequire } from 'node:module';
import type * as DuckDB from '@duckdb/node-api';
import { systemProblem } from '../files/system-error.ts';
import { userError } from '../problem.ts';
import { damagedStore } from './damaged-store.ts';
import { checkSchema, isOutdated, makeSchema, updateSchema } from './schema.ts';

/**
 * Loads DuckDB when a store is opened: a command without a store does without its native library. Node parses all files of a
 * CommonJS package for the names it exports when an ES module imports it, which for this one takes a tenth of a second;
 * `require` does not.
 */
const duckdb = (): typeof DuckDB => createRequire(import.meta.url)('@duckdb/node-api') as typeof DuckDB;

// Enough for imports of any size, because DuckDB spills to disk.
const SETTINGS: Readonly<Record<string, string>> = {
  memory_limit: '96MB',
  threads: '2',
  preserve_insertion_order: 'false',
};

/** An open database with the tables of this version. */
export interface Database {
  readonly instance: DuckDB.DuckDBInstance;
  readonly connection: DuckDB.DuckDBConnection;
}

/** How to open a database: `file` as the user named it, `place` where it really is. */
export interface DatabaseOptions {
  readonly file: string;
  readonly place: string;
  readonly isReading: boolean;
}

/** What a reader learns instead of a database of an earlier version: a writer has to bring it up to date first. */
export const OUTDATED = 'outdated';

/**
 * Opens a store's database; creates the tables of a new one and brings an earlier version up to date, unless it is only
 * read.
 *
 * @throws UserError if it is not a store, or of a version that cannot be used.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database | typeof OUTDATED> {
  const database = await connect(options);
  try {
    if (!options.isReading) {
      await makeSchema(database.connection);
      await updateSchema(database.connection);
    } else if (await isOutdated(database.connection)) {
      closeDatabase(database);
      return OUTDATED;
    }
    await checkSchema(database.connection, options.file);
    return database;
  } catch (error) {
    closeDatabase(database);
    throw error;
  }
}

/** Closes a database; closing it again changes nothing. */
export function closeDatabase({ connection, instance }: Database): void {
  connection.closeSync();
  instance.closeSync();
}

async function connect({ file, place, isReading }: DatabaseOptions): Promise<Database> {
  try {
    const instance = await duckdb().DuckDBInstance.create(place, {
      ...SETTINGS,
      // Two readers must not write what they spill to disk into the same files.
      ...(isReading && { access_mode: 'READ_ONLY', temp_directory: `${place}.tmp-${process.pid}` }),
    });
    return { instance, connection: await instance.connect() };
  } catch (error) {
    const refused = systemProblem(error, file);
    if (refused) throw userError('not-a-store', file, `cannot be opened. ${refused.message}`, refused.remedy);
    const reason = (error as Error).message.split('\n')[0]!;
    throw (
      damagedStore(error, file) ??
      userError(
        'not-a-store',
        file,
        // DuckDB takes a file that is not a database for a data file, to be read by a database in memory.
        reason.includes('in-memory')
          ? 'is not a market store.'
          : `cannot be opened as a store: ${reason.replace(/[.!]*$/, '.')}`,
        'Choose another file with --store.',
      )
    );
  }
}

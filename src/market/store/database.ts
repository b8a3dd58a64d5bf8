import { createRequire } from 'node:module';
import type * as DuckDB from '@duckdb/node-api';
import { systemProblem } from '../files/system-error.ts';
import { userError } from '../problem.ts';
import { damagedStore } from './damaged-store.ts';
import { checkSchema, isOutdated, makeSchema, updateSchema } from './schema.ts';

// Node parses all files of a CommonJS package for the names it exports when an ES module imports it. For this one that takes
// a tenth of a second of every command; require does without.
const duckdb = createRequire(import.meta.url)('@duckdb/node-api') as typeof DuckDB;

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
  /** Whether the caller may write to the file, also if it only reads: a store of an earlier version is then updated. */
  readonly mayUpdate: boolean;
}

/**
 * Opens a store's database; creates the tables of a new one and brings an earlier version up to date.
 *
 * @throws UserError if it is not a store, or of a version that cannot be used.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { file, isReading, mayUpdate } = options;
  const database = await connect(options, isReading);
  try {
    if (!isReading) {
      await makeSchema(database.connection);
      await updateSchema(database.connection);
    } else if (mayUpdate && (await isOutdated(database.connection))) {
      closeDatabase(database);
      closeDatabase(await openDatabase({ ...options, isReading: false }));
      return await openDatabase({ ...options, mayUpdate: false });
    }
    await checkSchema(database.connection, file);
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

async function connect({ file, place }: DatabaseOptions, isReading: boolean): Promise<Database> {
  try {
    const instance = await duckdb.DuckDBInstance.create(place, {
      ...SETTINGS,
      ...(isReading && { access_mode: 'READ_ONLY' }),
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
        `cannot be opened as a store: ${reason.replace(/\.?$/, '.')}`,
        'Choose another file with --store.',
      )
    );
  }
}

import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { UserError, userError } from '../../problem.ts';
import { literal, rowsOf } from '../../store/sql.ts';
import { cellAsText, LONGEST_CELL, readCell } from './parquet-cells.ts';
import type { RawRow } from './raw-row.ts';

/*
 * Parquet is read by DuckDB into the very texts that a CSV of the same rows would hold, so that all that follows is the
 * same for both: a reader of its own would be a second set of checks.
 */

/** What a Parquet file begins with. */
const MAGIC = 'PAR1';
/** Rows that a file may claim, and characters that its cells may come to: a small file can claim any number. */
const MOST_ROWS = 50_000_000;
const MOST_TEXT = 1024 ** 3;

// In a database of its own: what a damaged file does to it leaves the store's transaction alone.
const SETTINGS = {
  memory_limit: '96MB',
  threads: '1',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
};

/** A file that cannot be opened is left to the reader of text, which says why. */
export async function isParquet(path: string): Promise<boolean> {
  const handle = await open(path).catch(() => null);
  if (!handle) return false;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(MAGIC.length), 0, MAGIC.length, 0);
    return bytesRead === MAGIC.length && buffer.toString('latin1') === MAGIC;
  } finally {
    await handle.close();
  }
}

/** The names of a Parquet file's columns. Throws a `UserError` where it is damaged or too large. */
export const parquetHeader = (path: string, about: string): Promise<string[]> =>
  reading(about, async (connection) => {
    const columns = await columnsOf(connection, path);
    const claimed = await claimedRows(connection, path);
    if (claimed < 0 || claimed > MOST_ROWS)
      throw userError(
        'unreadable-file',
        about,
        `it claims ${claimed} rows, and a file may have ${MOST_ROWS.toLocaleString('en-IN')}.`,
        'Write it again in smaller files.',
      );
    return columns.map(([column]) => column);
  });

/**
 * The rows of a Parquet file, in batches and in its order, as texts: days ISO, numbers plain decimals that read back as
 * the same double, nothing for null. Throws a `UserError` for a column that is neither text, number nor day.
 */
export async function* parquetRows(
  path: string,
  about: string,
  sees: (bytes: Buffer) => void,
): AsyncGenerator<RawRow[]> {
  const { connection, close } = await openReader();
  try {
    const { result, claimed } = await told(about, async () => {
      const columns = await columnsOf(connection, path);
      const cells = columns.map(([column, type]) => readCell(about, column, type)).join(', ');
      return {
        claimed: await claimedRows(connection, path),
        result: await connection.stream(`SELECT ${cells} FROM ${table(path)}`),
      };
    });
    let at = 0;
    let size = 0;
    for (;;) {
      const chunk = await told(about, () => result.fetchChunk());
      if (!chunk || chunk.rowCount === 0) break;
      const rows = chunk.getRows().map((values): RawRow => {
        at++;
        const cells = values.map(cellAsText);
        const text = cells.join(',');
        size += text.length;
        const long = cells.some((cell) => cell.length > LONGEST_CELL);
        return long
          ? {
              at,
              text,
              fault: { reason: 'cell too long', message: `a cell has more than ${LONGEST_CELL} characters` },
            }
          : { at, text, cells };
      });
      if (size > MOST_TEXT)
        throw userError(
          'unreadable-file',
          about,
          'it expands to more than 1 GiB.',
          'Write it again in smaller files.',
        );
      // The bytes follow below; this is where an import can be interrupted.
      sees(Buffer.alloc(0));
      yield rows;
    }
    if (BigInt(at) !== claimed)
      throw userError(
        'unreadable-file',
        about,
        `it claims ${claimed} rows and holds ${at}.`,
        'Write it again, or import the same rows as CSV.',
      );
  } finally {
    close();
  }
  // DuckDB does not show the bytes that it reads. They are shown now, for the check that the file is still the same.
  for await (const bytes of createReadStream(path) as AsyncIterable<Buffer>) sees(bytes);
}

async function openReader(): Promise<{ readonly connection: DuckDBConnection; readonly close: () => void }> {
  const instance = await DuckDBInstance.create(':memory:', SETTINGS);
  const connection = await instance.connect();
  return {
    connection,
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function reading<T>(about: string, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const { connection, close } = await openReader();
  try {
    return await told(about, () => work(connection));
  } finally {
    close();
  }
}

/** What DuckDB has against a file, as the user's error that it is. */
async function told<T>(about: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UserError) throw error;
    const reason = (error as Error).message.split('\n')[0]!.replace(/\.?$/, '.');
    throw userError(
      'unreadable-file',
      about,
      `its Parquet data cannot be read: ${reason}`,
      'Write it again, or import the same rows as CSV.',
    );
  }
}

const columnsOf = (connection: DuckDBConnection, path: string): Promise<[column: string, type: string][]> =>
  rowsOf(connection, `SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${table(path)})`);

async function claimedRows(connection: DuckDBConnection, path: string): Promise<bigint> {
  const rows = await rowsOf<[bigint]>(
    connection,
    `SELECT num_rows FROM parquet_file_metadata(${fileName(path)})`,
  );
  return rows[0]![0];
}

/** In a name `*`, `?` and `[` are signs of DuckDB's patterns, unless they stand in brackets. */
const fileName = (path: string): string => literal(resolve(path).replace(/[*?[]/g, '[$&]'));

const table = (path: string): string => `read_parquet(${fileName(path)}, hive_partitioning = false)`;

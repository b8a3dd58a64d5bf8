import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { UserError, userError } from '../../problem.ts';
import { literal, rowsOf } from '../../store/sql.ts';
import { cellAsText, LONGEST_CELL, readCell } from './parquet-cells.ts';
import type { RawRow } from './raw-row.ts';

/*
 * DuckDB reads Parquet into the same texts as a CSV of the same rows, so that both share all later steps; a separate
 * reader would need a second set of checks.
 */

/** The first bytes of a Parquet file. */
const MAGIC = 'PAR1';
/** Limits on the rows a file may declare and on the characters in its cells: a small file can declare any number. */
const MOST_ROWS = 50_000_000;
const MOST_TEXT = 1024 ** 3;

// In a separate database, so that a damaged file cannot affect the store's transaction.
const SETTINGS = {
  memory_limit: '96MB',
  threads: '1',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
};

/** Whether a file is Parquet. False if it cannot be opened: the text reader then reports why. */
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

/**
 * The column names of a Parquet file.
 *
 * @throws UserError if the file is damaged or too large.
 */
export const parquetHeader = (path: string, about: string): Promise<string[]> =>
  reading(about, async (connection) => {
    const columns = await columnsOf(connection, path);
    const claimed = await claimedRows(connection, path);
    if (claimed < 0 || claimed > MOST_ROWS)
      throw userError(
        'unreadable-file',
        about,
        `it declares ${claimed} rows; the limit is ${MOST_ROWS.toLocaleString('en-IN')}.`,
        'Split it into smaller files.',
      );
    return columns.map(([column]) => column);
  });

/**
 * The rows of a Parquet file, in batches and in file order, as text: ISO dates, plain decimals that round-trip to the
 * same double, an empty cell for null.
 *
 * @throws UserError if a column is neither text, number nor date.
 */
export async function* parquetRows(
  path: string,
  about: string,
  onBytes: (bytes: Buffer) => void,
): AsyncGenerator<RawRow[]> {
  const { connection, close } = await openReader();
  try {
    const { result, claimed } = await asUserError(about, async () => {
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
      const chunk = await asUserError(about, () => result.fetchChunk());
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
          'Split it into smaller files.',
        );
      // No bytes yet (they follow below); this call lets the import be interrupted.
      onBytes(Buffer.alloc(0));
      yield rows;
    }
    if (BigInt(at) !== claimed)
      throw userError(
        'unreadable-file',
        about,
        `it declares ${claimed} rows but has ${at}.`,
        'Write the file again, or import the same rows as CSV.',
      );
  } finally {
    close();
  }
  // DuckDB does not expose the bytes it reads, so they are read here, to check that the file has not changed.
  for await (const bytes of createReadStream(path) as AsyncIterable<Buffer>) onBytes(bytes);
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
    return await asUserError(about, () => work(connection));
  } finally {
    close();
  }
}

/** Turns an error of DuckDB about a file into a user error. */
async function asUserError<T>(about: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UserError) throw error;
    const reason = (error as Error).message.split('\n')[0]!.replace(/\.?$/, '.');
    throw userError(
      'unreadable-file',
      about,
      `its Parquet data cannot be read: ${reason}`,
      'Write the file again, or import the same rows as CSV.',
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

/** In a file name `*`, `?` and `[` are DuckDB's wildcards unless they are in brackets. */
const fileName = (path: string): string => literal(resolve(path).replace(/[*?[]/g, '[$&]'));

const table = (path: string): string => `read_parquet(${fileName(path)}, hive_partitioning = false)`;

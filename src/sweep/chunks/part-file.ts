import { createRequire } from 'node:module';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { threadId } from 'node:worker_threads';
import type * as DuckDB from '@duckdb/node-api';
import { literal } from '../../market/store/sql.ts';

// As in `src/market/store/database.ts`: required, because importing it takes a tenth of a second longer.
const duckdb = createRequire(import.meta.url)('@duckdb/node-api') as typeof DuckDB;

/** Trials whose months are gathered into lists at a time: the more, the more memory a part takes. */
const SERIES_AT_ONCE = 250;

/** Results of some trials, column by column. */
export interface TrialRows {
  readonly trial: readonly number[];
  readonly id: readonly string[];
  /** The parameters of each trial as a JSON object. */
  readonly parameters: readonly string[];
  readonly ratio: readonly number[];
  readonly growth: readonly number[];
  readonly maximumDrawdown: readonly number[];
  readonly turnover: readonly number[];
  /** Monthly returns, and those above the reference, one array a trial, all of one length. */
  readonly returns: readonly Float64Array[];
  readonly excess: readonly Float64Array[];
}

/** Runs work on a database in memory, on one thread: the bytes it writes then depend on the rows alone. */
export async function withMemory<T>(work: (connection: DuckDB.DuckDBConnection) => Promise<T>): Promise<T> {
  const instance = await duckdb.DuckDBInstance.create(':memory:', {
    threads: '1',
    memory_limit: '256MB',
    preserve_insertion_order: 'true',
  });
  const connection = await instance.connect();
  try {
    return await work(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Writes results as a Parquet file: to another name first, so that a file of this name is always whole. */
export async function writePart(file: string, rows: TrialRows): Promise<void> {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}-${threadId}.new`;
  try {
    await withMemory(async (connection) => {
      await connection.run(`
        CREATE TABLE trial (n INTEGER, trial INTEGER, id VARCHAR, parameters VARCHAR, ratio DOUBLE, growth DOUBLE,
          maximum_drawdown DOUBLE, turnover DOUBLE);
        CREATE TABLE month (n INTEGER, t INTEGER, r DOUBLE, x DOUBLE);
        CREATE TABLE series (n INTEGER, returns DOUBLE[], excess DOUBLE[])`);
      await appendTrials(connection, rows);
      for (let from = 0; from < rows.trial.length; from += SERIES_AT_ONCE) {
        await appendMonths(connection, rows, from, Math.min(rows.trial.length, from + SERIES_AT_ONCE));
        await connection.run(`
          INSERT INTO series SELECT n, list(r ORDER BY t), list(x ORDER BY t) FROM month GROUP BY n;
          TRUNCATE month`);
      }
      await connection.run(`COPY (
        SELECT trial, id, parameters, ratio, growth, maximum_drawdown, turnover, returns, excess
        FROM trial JOIN series USING (n) ORDER BY trial) TO ${literal(draft)} (FORMAT parquet, COMPRESSION zstd)`);
    });
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
}

async function appendTrials(connection: DuckDB.DuckDBConnection, rows: TrialRows): Promise<void> {
  const appender = await connection.createAppender('trial');
  for (const n of rows.trial.keys()) {
    appender.appendInteger(n);
    appender.appendInteger(rows.trial[n]!);
    appender.appendVarchar(rows.id[n]!);
    appender.appendVarchar(rows.parameters[n]!);
    for (const column of [rows.ratio, rows.growth, rows.maximumDrawdown, rows.turnover])
      appender.appendDouble(column[n]!);
    appender.endRow();
  }
  appender.closeSync();
}

/** Months of trials `from` to `to` − 1, row by row in vectors: a value a call would take longer than the trials themselves. */
async function appendMonths(
  connection: DuckDB.DuckDBConnection,
  { returns, excess }: TrialRows,
  from: number,
  to: number,
): Promise<void> {
  const { INTEGER, DOUBLE, DuckDBDataChunk } = duckdb;
  const appender = await connection.createAppender('month');
  const months = returns[0]?.length ?? 0;
  const chunk = DuckDBDataChunk.create([INTEGER, INTEGER, DOUBLE, DOUBLE], months);
  for (let n = from; n < to; n++) {
    const own = returns[n]!;
    chunk.reset();
    chunk.rowCount = months;
    const columns = [new Int32Array(months).fill(n), Int32Array.from(own.keys()), own, excess[n]!];
    columns.forEach((values, i) => {
      const vector = chunk.getColumnVector(i) as DuckDB.DuckDBDoubleVector;
      (vector as unknown as { readonly items: { set: (from: ArrayLike<number>) => void } }).items.set(values);
      vector.flush();
    });
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

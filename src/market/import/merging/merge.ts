import type { DuckDBConnection } from '@duckdb/node-api';
import type { Day } from '../../day.ts';
import { TABLE_SCHEMAS, type TableSchema, type StoredColumn } from '../../store/rows.ts';
import type { Source } from '../../source.ts';
import { asDate, literal, name, rowsOf } from '../../store/sql.ts';
import { type MergeResult, mergeResults } from './merge-result.ts';
import type { Staging, PendingRows } from './staging.ts';

/** A file whose rows are in the staging tables. */
export interface MergeInput {
  readonly id: number;
  readonly source: Source;
}

/**
 * Merges pending rows into the store, in the order of files and lines. A row that repeats its source's latest version of
 * the day adds nothing; any other becomes a new version. A restatement of a stored day is known from the day of receipt,
 * because nobody could have known it earlier; the first version of a day is known from the usual day of publication.
 * The latest version is looked up as of the day of receipt: a correction imported too late can be imported again with
 * the day on which it became known, and later versions keep their own days. Rows of other files are ignored.
 */
export type Merger = (rows: PendingRows, files: readonly MergeInput[]) => Promise<Map<number, MergeResult>>;

/**
 * Rows compared with the store at a time. DuckDB cannot spill the memory for this, almost a kilobyte for a row of a
 * stock: 96 MB were too few for 270,000 rows (our choice, less than a quarter of that).
 */
const PORTION = 60_000;

/** Staged rows of one table, by place. */
interface Range {
  readonly shape: TableSchema;
  readonly staged: string;
  readonly from: number;
  readonly to: number;
}

const list = (columns: readonly string[]): string => columns.map(name).join(', ');
const names = (columns: readonly StoredColumn[]): string[] => columns.map((c) => c.name);
const keyOf = (shape: TableSchema): string => list(['series', 'observed_on', ...names(shape.key)]);
const within = ({ from, to }: Range): string => `place BETWEEN ${from} AND ${to - 1}`;
/** The rows of a range that may be merged, with their source. */
const rowsIn = (
  range: Range,
): string => `SELECT s.*, source FROM ${range.staged} s JOIN staged_file USING (file)
  ANTI JOIN contradiction USING (file, line) WHERE ${within(range)}`;

/** Creates the working tables of a merge; like the staging tables they only grow. */
export async function openMerger(
  connection: DuckDBConnection,
  staging: Staging,
  receivedOn: Day,
): Promise<Merger> {
  await connection.run(`
    CREATE OR REPLACE TEMP TABLE staged_file (file INTEGER, source VARCHAR);
    CREATE OR REPLACE TEMP TABLE turned (place INTEGER, turn INTEGER);
    CREATE OR REPLACE TEMP TABLE added (place INTEGER, file INTEGER, line INTEGER, known_on DATE, revises BOOLEAN);
    CREATE OR REPLACE TEMP TABLE contradiction (file INTEGER, line INTEGER, reason VARCHAR, message VARCHAR);`);
  return async (rows, files) => {
    await connection.run(
      `INSERT INTO staged_file VALUES ${files.map((f) => `(${f.id}, ${literal(f.source)})`).join(', ')}`,
    );
    const repeats = new Map<Range, boolean>();
    for (const shape of rows.kinds.map((kind) => TABLE_SCHEMAS[kind])) {
      const range = { shape, staged: staging.table(shape), from: rows.from, to: rows.to };
      repeats.set(range, (await mostPerKey(connection, range)) > 1);
    }
    // A line may yield rows of several kinds; a contradiction in one rejects the line in all.
    for (const [range, hasRepeats] of repeats) if (hasRepeats) await findContradictions(connection, range);
    for (const [range, hasRepeats] of repeats)
      for (const portion of portionsOf(range))
        if (hasRepeats) await mergeInTurns(connection, portion, receivedOn);
        else await mergeRows(connection, portion, rowsIn(portion), receivedOn);
    return mergeResults(connection, rows, files);
  };
}

/** A range split into equal portions, each small enough for one comparison with the store. */
function portionsOf(range: Range): Range[] {
  const rows = range.to - range.from;
  const portions = Math.ceil(rows / PORTION);
  const cut = (i: number): number => range.from + Math.round((rows * i) / portions);
  return Array.from({ length: portions }, (_, i) => ({ ...range, from: cut(i), to: cut(i + 1) }));
}

/** The most rows that one source has for one key: 1 unless files overlap or repeat rows, 0 if there are none. */
async function mostPerKey(connection: DuckDBConnection, range: Range): Promise<number> {
  const [row] = await rowsOf<[number]>(
    connection,
    `SELECT coalesce(max(n), 0)::INTEGER
     FROM (SELECT count(*) AS n FROM (${rowsIn(range)}) GROUP BY source, ${keyOf(range.shape)})`,
  );
  return row![0];
}

/**
 * The number of decimals with which a figure was printed, up to 6: it is the same figure if rounded to so many. SQL.
 */
const decimals = (figure: string): string =>
  `CASE ${[0, 1, 2, 3, 4, 5].map((n) => `WHEN round(${figure}, ${n}) = ${figure} THEN ${n}`).join(' ')} ELSE 6 END`;

/**
 * SQL: whether the values of one key differ by no more than one unit of the last printed decimal. Whole numbers, such as
 * volumes, must be the same.
 */
const isAlike = ({ name: column, type }: StoredColumn): string => {
  const f = name(column);
  if (type !== 'DOUBLE') return `min(${f}) IS NOT DISTINCT FROM max(${f})`;
  const unit = `CASE max(${decimals(f)}) WHEN 0 THEN 0 ELSE 1.001 * pow(10, -max(${decimals(f)})) END`;
  return `(count(${f}) IN (0, count(*)) AND coalesce(max(${f}) - min(${f}), 0) <= ${unit})`;
};

/**
 * Finds lines of one file that give different values for one day: all of them are rejected, because nothing says which
 * is right. Where they differ in the last decimal only, as published twice before and after rounding, the first is kept.
 */
async function findContradictions(connection: DuckDBConnection, range: Range): Promise<void> {
  const { shape, staged } = range;
  const key = keyOf(shape);
  const figures = names(shape.values);
  const differ = figures.map((f) => `min(${name(f)}) IS DISTINCT FROM max(${name(f)})`).join(' OR ');
  const alike = shape.values.map(isAlike).join(' AND ');
  const values = figures.map((f) => `'${f} ' || ${name(f)}`).join(', ');
  await connection.run(`
    INSERT INTO contradiction
      WITH waiting AS (SELECT * FROM ${staged} WHERE ${within(range)}),
      repeated AS (SELECT file, ${key} FROM waiting GROUP BY ALL HAVING count(*) > 1),
      different AS (
        SELECT file, ${key}, coalesce(${alike}, false) AS alike, min(line) AS kept
        FROM waiting SEMI JOIN repeated USING (file, ${key}) GROUP BY file, ${key} HAVING ${differ})
      SELECT s.file, s.line, CASE WHEN alike THEN 'repeated with another last decimal' ELSE 'conflicting rows' END,
        CASE WHEN alike
          THEN s.series || ' for ' || s.observed_on || ' differs from line ' || kept || ' in the last decimal only; line ' || kept || ' is kept'
          ELSE s.series || ' has different values in this file for ' || s.observed_on ||
            '; this line has ' || concat_ws(', ', ${values}) END
      FROM waiting s JOIN different USING (file, ${key}) WHERE NOT (alike AND s.line = kept)`);
}

/**
 * Merges overlapping files: first the first row of each key, then the second, and so on, so that each row is compared
 * with the result of the one before.
 */
async function mergeInTurns(connection: DuckDBConnection, portion: Range, receivedOn: Day): Promise<void> {
  const mostRows = await mostPerKey(connection, portion);
  const rows = rowsIn(portion);
  await connection.run(`
    INSERT INTO turned
      SELECT place, row_number() OVER (PARTITION BY source, ${keyOf(portion.shape)} ORDER BY file, line) FROM (${rows})`);
  for (let turn = 1; turn <= mostRows; turn++)
    await mergeRows(
      connection,
      portion,
      `${rows} AND place IN (SELECT place FROM turned WHERE ${within(portion)} AND turn = ${turn})`,
      receivedOn,
    );
}

/** Merges rows of a portion; no two of them share source and key. */
async function mergeRows(
  connection: DuckDBConnection,
  portion: Range,
  rows: string,
  receivedOn: Day,
): Promise<void> {
  const { shape } = portion;
  const key = keyOf(shape);
  const figures = names(shape.values);
  // A missing value changes nothing, so the latest version is looked up for each value separately.
  const latest = figures.map((f) => `arg_max(${name(f)}, (known_on, file)) AS ${name(f)}`).join(', ');
  const differs = figures.map(
    (f) => `(i.${name(f)} IS NOT NULL AND i.${name(f)} IS DISTINCT FROM l.${name(f)})`,
  );
  await connection.run(`
    INSERT INTO added
      WITH incoming AS (${rows}),
      latest AS (
        SELECT source, ${key}, max(known_on) AS last_known, ${latest}
        FROM ${shape.table}
        JOIN (SELECT source, ${key}, greatest(known_on, ${asDate(receivedOn)}) AS due FROM incoming)
          USING (source, ${key})
        WHERE known_on <= due GROUP BY ALL)
      SELECT place, file, line,
        CASE WHEN last_known IS NULL THEN i.known_on ELSE greatest(i.known_on, ${asDate(receivedOn)}) END,
        last_known IS NOT NULL
      FROM incoming i LEFT JOIN latest l USING (source, ${key})
      WHERE last_known IS NULL OR ${differs.join(' OR ')};
    INSERT INTO ${shape.table} BY NAME
      SELECT i.* EXCLUDE (place) REPLACE (a.known_on AS known_on)
      FROM (${rows}) i JOIN (SELECT place, known_on FROM added WHERE ${within(portion)}) a USING (place)`);
}

import type { DuckDBConnection } from '@duckdb/node-api';
import type { Day } from '../../day.ts';
import { SHAPES, type Shape, type StoredColumn } from '../../store/rows.ts';
import type { Source } from '../../source.ts';
import { asDate, literal, name, rowsOf } from '../../store/sql.ts';
import { type Merged, mergedOf } from './merge-result.ts';
import type { Staging, Waiting } from './staging.ts';

/** A file whose rows wait in the staging tables. */
export interface StagedFile {
  readonly id: number;
  readonly source: Source;
}

/**
 * Sets waiting rows against the store, in the order of files and lines: a row that says what its source last
 * said of the day adds nothing, any other becomes a new version. A version of a known day is known from
 * the day of receipt, since nobody could have known it before; the first of a day, from when such files are published.
 * What its source said is looked up as of that day: a correction that was imported too late can be imported again
 * with the day on which it was known, and versions of after that day still count from theirs.
 * Rows of files that are not named stay out.
 */
export type Merger = (rows: Waiting, files: readonly StagedFile[]) => Promise<Map<number, Merged>>;

/**
 * Rows that are set against the store at a time, since DuckDB cannot spill what it needs for that, near a kilobyte for a
 * row of a share: 96 MB were too few for 270,000 of them (our choice, less than a quarter of that).
 */
const PORTION = 60_000;

/** Staged rows of one shape, by their places. */
interface Range {
  readonly shape: Shape;
  readonly staged: string;
  readonly from: number;
  readonly to: number;
}

const list = (columns: readonly string[]): string => columns.map(name).join(', ');
const names = (columns: readonly StoredColumn[]): string[] => columns.map((c) => c.name);
const keyOf = (shape: Shape): string => list(['series', 'observed_on', ...names(shape.key)]);
const within = ({ from, to }: Range): string => `place BETWEEN ${from} AND ${to - 1}`;
/** The rows of a range that may be merged, with their source. */
const rowsIn = (
  range: Range,
): string => `SELECT s.*, source FROM ${range.staged} s JOIN staged_file USING (file)
  ANTI JOIN contradiction USING (file, line) WHERE ${within(range)}`;

/** Opens the tables of a merge, which like those of the staging are only added to. */
export async function openMerger(
  connection: DuckDBConnection,
  staging: Staging,
  receivedOn: Day,
): Promise<Merger> {
  await connection.run(`
    CREATE OR REPLACE TEMP TABLE staged_file (file INTEGER, source VARCHAR);
    CREATE OR REPLACE TEMP TABLE turned (place INTEGER, turn INTEGER);
    CREATE OR REPLACE TEMP TABLE added (place INTEGER, file INTEGER, line INTEGER, known_on DATE, revises BOOLEAN);
    CREATE OR REPLACE TEMP TABLE contradiction (file INTEGER, line INTEGER, message VARCHAR);`);
  return async (rows, files) => {
    await connection.run(
      `INSERT INTO staged_file VALUES ${files.map((f) => `(${f.id}, ${literal(f.source)})`).join(', ')}`,
    );
    const crowded = new Map<Range, boolean>();
    for (const shape of rows.kinds.map((kind) => SHAPES[kind])) {
      const range = { shape, staged: staging.table(shape), from: rows.from, to: rows.to };
      crowded.set(range, (await largestCrowd(connection, range)) > 1);
    }
    // A line may tell rows of several kinds, so a contradiction in one takes the line from all.
    for (const [range, isCrowded] of crowded) if (isCrowded) await findContradictions(connection, range);
    for (const [range, isCrowded] of crowded)
      for (const portion of portionsOf(range))
        if (isCrowded) await mergeInTurns(connection, portion, receivedOn);
        else await mergeRows(connection, portion, rowsIn(portion), receivedOn);
    return mergedOf(connection, files);
  };
}

/** A range cut into equal parts, each small enough to be set against the store in one go. */
function portionsOf(range: Range): Range[] {
  const rows = range.to - range.from;
  const portions = Math.ceil(rows / PORTION);
  const cut = (i: number): number => range.from + Math.round((rows * i) / portions);
  return Array.from({ length: portions }, (_, i) => ({ ...range, from: cut(i), to: cut(i + 1) }));
}

/** How many rows at most one source has for one key: 1 unless files overlap or repeat themselves, 0 where there are none. */
async function largestCrowd(connection: DuckDBConnection, range: Range): Promise<number> {
  const [row] = await rowsOf<[number]>(
    connection,
    `SELECT coalesce(max(n), 0)::INTEGER
     FROM (SELECT count(*) AS n FROM (${rowsIn(range)}) GROUP BY source, ${keyOf(range.shape)})`,
  );
  return row![0];
}

/** Two lines of one file that tell one day differently: neither can be believed. */
async function findContradictions(connection: DuckDBConnection, range: Range): Promise<void> {
  const { shape, staged } = range;
  const key = keyOf(shape);
  const figures = names(shape.figures);
  const differ = figures.map((f) => `min(${name(f)}) IS DISTINCT FROM max(${name(f)})`).join(' OR ');
  const said = figures.map((f) => `'${f} ' || ${name(f)}`).join(', ');
  await connection.run(`
    INSERT INTO contradiction
      WITH waiting AS (SELECT * FROM ${staged} WHERE ${within(range)}),
      repeated AS (SELECT file, ${key} FROM waiting GROUP BY ALL HAVING count(*) > 1),
      different AS (
        SELECT file, ${key} FROM waiting SEMI JOIN repeated USING (file, ${key}) GROUP BY ALL HAVING ${differ})
      SELECT s.file, s.line, s.series || ' is told twice in this file for ' || s.observed_on ||
        ', differently; here ' || concat_ws(', ', ${said})
      FROM waiting s JOIN different USING (file, ${key})`);
}

/**
 * Where files overlap, each row is set against what the one before it left: the first row of each key, then the
 * second, and so on.
 */
async function mergeInTurns(connection: DuckDBConnection, portion: Range, receivedOn: Day): Promise<void> {
  const crowd = await largestCrowd(connection, portion);
  const rows = rowsIn(portion);
  await connection.run(`
    INSERT INTO turned
      SELECT place, row_number() OVER (PARTITION BY source, ${keyOf(portion.shape)} ORDER BY file, line) FROM (${rows})`);
  for (let turn = 1; turn <= crowd; turn++)
    await mergeRows(
      connection,
      portion,
      `${rows} AND place IN (SELECT place FROM turned WHERE ${within(portion)} AND turn = ${turn})`,
      receivedOn,
    );
}

/** Merges rows of a portion of which no two have one source and key. */
async function mergeRows(
  connection: DuckDBConnection,
  portion: Range,
  rows: string,
  receivedOn: Day,
): Promise<void> {
  const { shape } = portion;
  const key = keyOf(shape);
  const figures = names(shape.figures);
  // A blank figure says nothing, so what a source last said is looked up for each figure by itself.
  const said = figures.map((f) => `arg_max(${name(f)}, (known_on, file)) AS ${name(f)}`).join(', ');
  const differs = figures.map(
    (f) => `(i.${name(f)} IS NOT NULL AND i.${name(f)} IS DISTINCT FROM l.${name(f)})`,
  );
  await connection.run(`
    INSERT INTO added
      WITH incoming AS (${rows}),
      latest AS (
        SELECT source, ${key}, max(known_on) AS last_known, ${said}
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

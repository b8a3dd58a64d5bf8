import type { DuckDBConnection } from '@duckdb/node-api';
import type { Day } from '../day.ts';
import { SHAPES, type Shape, type StoredColumn } from '../row.ts';
import type { Source } from '../source.ts';
import { asDate, asDay, literal, name, rowsOf } from '../sql.ts';
import type { Staging } from './staging.ts';

/** A file whose rows wait in the staging tables. */
export interface StagedFile {
  readonly id: number;
  readonly source: Source;
}

/** What became of the lines of one file. Lines not counted here told only what the store knew. */
export interface Merged {
  readonly file: number;
  /** Lines that added something. */
  readonly stored: number;
  /** Those of them that tell a known day differently than before; null for none. */
  readonly revision: Revision | null;
  /** Lines that contradict another line of the same file. */
  readonly contradictions: readonly { readonly line: number; readonly message: string }[];
}

/** Lines that tell a known day differently than before. */
export interface Revision {
  readonly lines: number;
  /** The first three. */
  readonly firstLines: readonly number[];
  /** The first and the last day from which one of them counts. */
  readonly knownFrom: Day;
  readonly knownTo: Day;
}

const list = (columns: readonly string[]): string => columns.map(name).join(', ');
const names = (columns: readonly StoredColumn[]): string[] => columns.map((c) => c.name);
const keyOf = (shape: Shape): string[] => ['series', 'observed_on', ...names(shape.key)];

/**
 * Sets the staged rows against the store, in the order of files and lines: a row that says what its source last
 * said of the day adds nothing, any other becomes a new version. A version of a known day is known from
 * `receivedOn`, since nobody could have known it before; the first of a day, from when such files are published.
 * What its source said is looked up as of that day: a correction that was imported too late can be imported again
 * with the day on which it was known, and versions of after that day still count from theirs.
 */
export async function merge(
  connection: DuckDBConnection,
  staging: Staging,
  files: readonly StagedFile[],
  receivedOn: Day,
): Promise<Map<number, Merged>> {
  await connection.run(`
    CREATE OR REPLACE TEMP TABLE staged_file AS
      SELECT * FROM (VALUES ${files.map((f) => `(${f.id}, ${literal(f.source)})`).join(', ')}) AS t(file, source);
    CREATE OR REPLACE TEMP TABLE added (file INTEGER, line INTEGER, revised_on DATE);
    CREATE OR REPLACE TEMP TABLE contradiction (file INTEGER, line INTEGER, message VARCHAR);`);
  const crowds = new Map<Shape, number>();
  for (const kind of staging.kinds)
    crowds.set(SHAPES[kind], await largestCrowd(connection, SHAPES[kind], staging.table(SHAPES[kind])));
  for (const [shape, crowd] of crowds)
    if (crowd > 1) await findContradictions(connection, shape, staging.table(shape));
  for (const [shape, crowd] of crowds)
    await mergeKind(connection, shape, staging.table(shape), crowd, receivedOn);
  return outcome(connection, files);
}

/** How many staged rows at most one source has for one key: 1 unless files overlap or repeat themselves. */
async function largestCrowd(connection: DuckDBConnection, shape: Shape, staged: string): Promise<number> {
  const [row] = await rowsOf<[number]>(
    connection,
    `SELECT max(n)::INTEGER FROM (SELECT count(*) AS n FROM ${staged} JOIN staged_file USING (file)
      GROUP BY source, ${list(keyOf(shape))})`,
  );
  return row![0];
}

/** Two lines of one file that tell one day differently: neither can be believed. */
async function findContradictions(connection: DuckDBConnection, shape: Shape, staged: string): Promise<void> {
  const key = list(keyOf(shape));
  const figures = names(shape.figures);
  const differ = figures.map((f) => `min(${name(f)}) IS DISTINCT FROM max(${name(f)})`).join(' OR ');
  const said = figures.map((f) => `'${f} ' || ${name(f)}`).join(', ');
  await connection.run(`
    INSERT INTO contradiction
      SELECT s.file, s.line, s.series || ' is told twice in this file for ' || s.observed_on ||
        ', differently; here ' || concat_ws(', ', ${said})
      FROM ${staged} s
      JOIN (SELECT file, ${key} FROM ${staged} GROUP BY ALL HAVING count(*) > 1 AND (${differ})) d
        USING (file, ${key})`);
}

/**
 * Where files overlap, each row is set against what the one before it left: the first row of each key, then the
 * second, and so on. A line may tell rows of several kinds, so a contradiction in one takes the line from all.
 */
async function mergeKind(
  connection: DuckDBConnection,
  shape: Shape,
  staged: string,
  crowd: number,
  receivedOn: Day,
): Promise<void> {
  const rows = `SELECT s.*, source FROM ${staged} s JOIN staged_file USING (file) ANTI JOIN contradiction USING (file, line)`;
  if (crowd === 1) return mergeRows(connection, shape, rows, receivedOn);
  const key = list(keyOf(shape));
  await connection.run(`
    CREATE OR REPLACE TEMP TABLE turned AS
      SELECT *, row_number() OVER (PARTITION BY source, ${key} ORDER BY file, line) AS turn FROM (${rows})`);
  for (let turn = 1; turn <= crowd; turn++)
    await mergeRows(
      connection,
      shape,
      `SELECT * EXCLUDE (turn) FROM turned WHERE turn = ${turn}`,
      receivedOn,
    );
}

/** Merges rows of which no two have one source and key. */
async function mergeRows(
  connection: DuckDBConnection,
  shape: Shape,
  rows: string,
  receivedOn: Day,
): Promise<void> {
  const key = list(keyOf(shape));
  const figures = names(shape.figures);
  // A blank figure says nothing, so what a source last said is looked up for each figure by itself.
  const said = figures.map((f) => `arg_max(${name(f)}, (known_on, file)) AS ${name(f)}`).join(', ');
  const differs = figures.map(
    (f) => `(i.${name(f)} IS NOT NULL AND i.${name(f)} IS DISTINCT FROM l.${name(f)})`,
  );
  await connection.run(`
    CREATE OR REPLACE TEMP VIEW incoming AS ${rows};
    CREATE OR REPLACE TEMP TABLE latest AS
      SELECT source, ${key}, max(known_on) AS last_known, ${said}
      FROM ${shape.table}
      JOIN (SELECT source, ${key}, greatest(known_on, ${asDate(receivedOn)}) AS due FROM incoming)
        USING (source, ${key})
      WHERE known_on <= due GROUP BY ALL;
    CREATE OR REPLACE TEMP VIEW fresh AS
      SELECT i.* REPLACE (CASE WHEN last_known IS NULL THEN i.known_on
          ELSE greatest(i.known_on, ${asDate(receivedOn)}) END AS known_on),
        last_known IS NOT NULL AS revises
      FROM incoming i LEFT JOIN latest l USING (source, ${key})
      WHERE last_known IS NULL OR ${differs.join(' OR ')};
    INSERT INTO added SELECT file, line, CASE WHEN revises THEN known_on END FROM fresh;
    INSERT INTO ${shape.table} BY NAME SELECT * EXCLUDE (revises) FROM fresh`);
}

async function outcome(
  connection: DuckDBConnection,
  files: readonly StagedFile[],
): Promise<Map<number, Merged>> {
  const added = await rowsOf<[number, number, number, number[], Day, Day]>(
    connection,
    `SELECT file, count(DISTINCT line)::INTEGER, count(DISTINCT line) FILTER (revised_on IS NOT NULL)::INTEGER,
       coalesce(list_sort(list(DISTINCT line) FILTER (revised_on IS NOT NULL))[1:3], []),
       coalesce(${asDay('min(revised_on)')}, 0), coalesce(${asDay('max(revised_on)')}, 0) FROM added GROUP BY file`,
  );
  const contradictions = await rowsOf<[number, number, string]>(
    connection,
    `SELECT file, line, min(message) FROM contradiction GROUP BY file, line ORDER BY file, line`,
  );
  const byFile = new Map(added.map(([file, ...rest]) => [file, rest]));
  return new Map(
    files.map(({ id }) => {
      const [stored, lines, firstLines, knownFrom, knownTo] = byFile.get(id) ?? [
        0,
        0,
        [],
        0 as Day,
        0 as Day,
      ];
      const mine = contradictions.filter(([file]) => file === id);
      return [
        id,
        {
          file: id,
          stored,
          revision: lines === 0 ? null : { lines, firstLines, knownFrom, knownTo },
          contradictions: mine.map(([, line, message]) => ({ line, message })),
        },
      ];
    }),
  );
}

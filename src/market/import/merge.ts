import type { DuckDBConnection } from '@duckdb/node-api';
import type { Day } from '../day.ts';
import { ROW_KINDS, SHAPES, type Shape, type StoredColumn } from '../row.ts';
import type { Source } from '../source.ts';
import { asDate, asDay, literal, name, rowsOf } from '../sql.ts';
import { stagedTable } from './staging.ts';

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
  /** Of these, lines that tell a known day differently than before. */
  readonly revised: number;
  /** The first of them. */
  readonly revisedLines: readonly number[];
  /** Lines that contradict another line of the same file. */
  readonly contradictions: readonly { readonly line: number; readonly message: string }[];
}

const list = (columns: readonly string[], of: string): string =>
  columns.map((c) => `${of}${name(c)}`).join(', ');
const names = (columns: readonly StoredColumn[]): string[] => columns.map((c) => c.name);
const keyOf = (shape: Shape): string[] => ['series', 'observed_on', ...names(shape.key)];

/**
 * Sets the staged rows against the store, in the order of files and lines: a row that says what its source last
 * said of the day adds nothing, any other becomes a new version. A version of a known day is known from
 * `receivedOn`, since nobody could have known it before; the first of a day, from when such files are published.
 */
export async function merge(
  connection: DuckDBConnection,
  files: readonly StagedFile[],
  receivedOn: Day,
): Promise<Map<number, Merged>> {
  if (files.length === 0) return new Map();
  await connection.run(`
    CREATE OR REPLACE TEMP TABLE staged_file AS
      SELECT * FROM (VALUES ${files.map((f) => `(${f.id}, ${literal(f.source)})`).join(', ')}) AS t(file, source);
    CREATE OR REPLACE TEMP TABLE added (file INTEGER, line INTEGER, revises BOOLEAN);
    CREATE OR REPLACE TEMP TABLE contradiction (file INTEGER, line INTEGER, message VARCHAR);`);
  for (const kind of ROW_KINDS) await setAsideContradictions(connection, SHAPES[kind]);
  for (const kind of ROW_KINDS) await mergeKind(connection, SHAPES[kind], receivedOn);
  return outcome(connection, files);
}

/** Two lines of one file that tell one day differently: neither can be believed. */
async function setAsideContradictions(connection: DuckDBConnection, shape: Shape): Promise<void> {
  const key = list(keyOf(shape), '');
  const figures = names(shape.figures);
  const differ = figures.map((f) => `min(${name(f)}) IS DISTINCT FROM max(${name(f)})`).join(' OR ');
  const said = figures.map((f) => `'${f} ' || ${name(f)}`).join(', ');
  await connection.run(`
    INSERT INTO contradiction
      SELECT s.file, s.line, s.series || ' is told twice in this file for ' || (${asDate('s.observed_on')}) ||
        ', differently; here ' || concat_ws(', ', ${said})
      FROM ${stagedTable(shape)} s
      JOIN (SELECT file, ${key} FROM ${stagedTable(shape)} GROUP BY ALL HAVING count(*) > 1 AND (${differ})) d
        USING (file, ${key})`);
}

async function mergeKind(connection: DuckDBConnection, shape: Shape, receivedOn: Day): Promise<void> {
  const staged = stagedTable(shape);
  const key = list(keyOf(shape), '');
  await connection.run(
    `DELETE FROM ${staged} WHERE (file, line) IN (SELECT (file, line) FROM contradiction)`,
  );
  const [[most] = [0]] = await rowsOf<[number]>(
    connection,
    `SELECT max(n)::INTEGER FROM (SELECT count(*) AS n FROM ${staged} JOIN staged_file USING (file) GROUP BY source, ${key})`,
  );
  if (!most) return;
  // Nearly always 1. Where files overlap, each row must be set against what the one before it left.
  const turn = most === 1 ? '1' : `row_number() OVER (PARTITION BY source, ${key} ORDER BY file, line)`;
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE turned AS SELECT s.*, source, ${turn} AS turn FROM ${staged} s JOIN staged_file USING (file)`,
  );
  for (let t = 1; t <= most; t++) await mergeTurn(connection, shape, t, receivedOn);
  await connection.run('DROP TABLE turned; DROP TABLE fresh;');
}

async function mergeTurn(
  connection: DuckDBConnection,
  shape: Shape,
  turn: number,
  receivedOn: Day,
): Promise<void> {
  const days = new Set(['observed_on', ...names(shape.key.filter((c) => c.type === 'DATE'))]);
  const key = keyOf(shape);
  const figures = names(shape.figures);
  // A blank figure says nothing, so what a source last said is looked up for each figure by itself.
  const said = figures.map((f) => `arg_max(${name(f)}, known_on) AS ${name(f)}`).join(', ');
  const differs = figures.map(
    (f) => `(s.${name(f)} IS NOT NULL AND s.${name(f)} IS DISTINCT FROM l.${name(f)})`,
  );
  await connection.run(`
    CREATE OR REPLACE TEMP TABLE fresh AS
      WITH stored AS (
        SELECT * REPLACE (${asDay('known_on')}::BIGINT * 2147483648 + file AS known_on,
          ${[...days].map((d) => `${asDay(name(d))} AS ${name(d)}`).join(', ')})
        FROM ${shape.table} WHERE series IN (SELECT DISTINCT series FROM turned WHERE turn = ${turn})
      ),
      latest AS (
        SELECT source, ${list(key, '')}, max(known_on) // 2147483648 AS last_known, ${said} FROM stored GROUP BY ALL
      )
      SELECT s.*, l.last_known IS NOT NULL AS revises,
        CASE WHEN l.last_known IS NULL THEN s.known_on
          ELSE greatest(s.known_on, l.last_known, ${receivedOn}) END::INTEGER AS known
      FROM turned s LEFT JOIN latest l USING (source, ${list(key, '')})
      WHERE s.turn = ${turn} AND (l.last_known IS NULL OR ${differs.join(' OR ')});
    INSERT INTO added SELECT file, line, revises FROM fresh;
    INSERT INTO ${shape.table}
      SELECT series, ${asDate('observed_on')}, ${asDate('known')}, source, file, line,
        ${[...shape.key, ...shape.figures].map((c) => (c.type === 'DATE' ? asDate(name(c.name)) : name(c.name))).join(', ')}
      FROM fresh ORDER BY file, line`);
}

async function outcome(
  connection: DuckDBConnection,
  files: readonly StagedFile[],
): Promise<Map<number, Merged>> {
  const added = await rowsOf<[number, number, number, number[]]>(
    connection,
    `SELECT file, count(DISTINCT line)::INTEGER, count(DISTINCT line) FILTER (revises)::INTEGER,
       coalesce(list_sort(list(DISTINCT line) FILTER (revises))[1:3], []) FROM added GROUP BY file`,
  );
  const contradictions = await rowsOf<[number, number, string]>(
    connection,
    `SELECT file, line, min(message) FROM contradiction GROUP BY file, line ORDER BY file, line`,
  );
  const byFile = new Map(added.map(([file, ...rest]) => [file, rest]));
  return new Map(
    files.map(({ id }) => {
      const [stored, revised, revisedLines] = byFile.get(id) ?? [0, 0, []];
      const mine = contradictions.filter(([file]) => file === id);
      return [
        id,
        {
          file: id,
          stored,
          revised,
          revisedLines,
          contradictions: mine.map(([, line, message]) => ({ line, message })),
        },
      ];
    }),
  );
}

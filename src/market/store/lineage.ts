import type { DuckDBConnection } from '@duckdb/node-api';
import type { Day } from '../day.ts';
import { splitKey } from './read-series.ts';
import {
  kindOf,
  tableExpression,
  type RowKind,
  SERIES_KINDS,
  type SeriesRowKind,
  TABLE_SCHEMAS,
} from './rows.ts';
import type { SeriesId, SeriesKey } from '../series.ts';
import { SOURCES, type Source } from '../source.ts';
import { asDate, asDay, listOf, literal, name, rowsOf } from './sql.ts';

/** A file identified by name and content. */
export interface FileIdentity {
  readonly name: string;
  readonly sha256: string;
}

/** The days, sources and files of some stored data. */
export interface DataCoverage {
  readonly first: Day;
  readonly last: Day;
  /** Stored rows, including further versions of a day. */
  readonly rows: number;
  readonly sources: readonly Source[];
  /** By name, then by hash. */
  readonly files: readonly FileIdentity[];
}

/** The stored data of one kind for one series. */
export interface SeriesVintage extends DataCoverage {
  readonly series: SeriesId;
  readonly kind: SeriesRowKind;
}

/** The rows visible to a query: those known by the close of `asOf`, from files up to import `throughImport`. */
export interface KnowledgeCutoff {
  readonly asOf: Day;
  readonly throughImport: number;
}

/** What was visible at the close of several days, from files up to import `throughImport`. */
export interface KnowledgeCutoffs {
  readonly days: readonly Day[];
  readonly throughImport: number;
}

/** The data visible at the close of each of some days, by series, then kind. */
export async function readVintages(
  connection: DuckDBConnection,
  cutoffs: KnowledgeCutoffs,
): Promise<ReadonlyMap<Day, readonly SeriesVintage[]>> {
  const found = await readCoverage(connection, SERIES_KINDS, 'series', cutoffs);
  const order = (a: SeriesVintage, b: SeriesVintage): number =>
    compare(a.series, b.series) || compare(a.kind, b.kind);
  return new Map([...found].map(([day, coverage]) => [day, coverage.toSorted(order)]));
}

/** The data visible under one cutoff, by series, then kind. */
export const readVintage = async (
  connection: DuckDBConnection,
  { asOf, throughImport }: KnowledgeCutoff,
): Promise<readonly SeriesVintage[]> =>
  (await readVintages(connection, { days: [asOf], throughImport })).get(asOf)!;

type CoverageOf<K extends RowKind> = DataCoverage & { readonly series: string; readonly kind: K };

/**
 * The coverage of some kinds of row at the close of each of some days, by kind; kinds without a row are left out. Each
 * table is read once: its rows are counted between one day and the next, and the counts added up.
 *
 * @param series SQL expression by which rows are grouped.
 */
export async function readCoverage<K extends RowKind>(
  connection: DuckDBConnection,
  kinds: readonly K[],
  series: string,
  { days, throughImport }: KnowledgeCutoffs,
): Promise<ReadonlyMap<Day, readonly CoverageOf<K>[]>> {
  const marks = await fileIdentities(connection);
  const found = new Map<Day, CoverageOf<K>[]>(days.map((day) => [day, []]));
  for (const kind of kinds) {
    // Grouped by file: a list of distinct files, made row by row, takes ten times as long.
    const rows = await rowsOf<[Day, string, Day, Day, number, Source, number]>(
      connection,
      `SELECT ${asDay('cutoff')} AS day, ${series} AS of, ${asDay('min(observed_on)')},
         ${asDay('max(observed_on)')}, count(*)::INTEGER, source, file
       FROM ${rowsByCutoff(TABLE_SCHEMAS[kind].table, [...found.keys()])}
       WHERE file <= ${throughImport} GROUP BY cutoff, of, source, file ORDER BY cutoff, of`,
    );
    const upTo = new Map<string, Counted>();
    let next = 0;
    for (const day of [...found.keys()].sort((a, b) => a - b)) {
      for (; next < rows.length && rows[next]![0] <= day; next++) {
        const [, of, first, last, count, source, file] = rows[next]!;
        upTo.set(of, together(upTo.get(of), [first, last, count, [source], [file]]));
      }
      for (const [of, [first, last, count, sources, files]] of upTo)
        found.get(day)!.push({
          series: of,
          kind,
          first,
          last,
          rows: count,
          sources: SOURCES.filter((source) => sources.includes(source)),
          files: distinct(files.map((id) => marks.get(id)!)),
        });
    }
  }
  return found;
}

/** SQL of a table's rows with the first of some days by whose close each was known; a join is not needed for one day. */
const rowsByCutoff = (table: string, days: readonly Day[]): string =>
  days.length === 1
    ? `(SELECT *, ${asDate(days[0]!)} AS cutoff FROM ${table} WHERE known_on <= ${asDate(days[0]!)})`
    : `${table} ASOF JOIN (SELECT unnest([${days.map(asDate).join(', ')}]) AS cutoff) ON known_on <= cutoff`;

type Counted = readonly [
  first: Day,
  last: Day,
  rows: number,
  sources: readonly Source[],
  files: readonly number[],
];

const together = (a: Counted | undefined, b: Counted): Counted =>
  a === undefined
    ? b
    : [
        Math.min(a[0], b[0]) as Day,
        Math.max(a[1], b[1]) as Day,
        a[2] + b[2],
        [...new Set([...a[3], ...b[3]])],
        [...new Set([...a[4], ...b[4]])],
      ];

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Every imported file by import-file id. */
const fileIdentities = async (connection: DuckDBConnection): Promise<ReadonlyMap<number, FileIdentity>> =>
  new Map(
    (await rowsOf<[number, string, string]>(connection, 'SELECT id, name, sha256 FROM import_file')).map(
      ([id, name, sha256]) => [id, { name, sha256 }],
    ),
  );

/** Each file once, by name, then by hash. */
function distinct(files: readonly FileIdentity[]): FileIdentity[] {
  const marks = new Map(files.map((file) => [`${file.name}\n${file.sha256}`, file]));
  return [...marks.values()].sort((a, b) => compare(a.name, b.name) || compare(a.sha256, b.sha256));
}

/** One stored version of a value, with the file and line it was read from. */
export interface Provenance {
  readonly value: number;
  readonly knownOn: Day;
  readonly source: Source;
  readonly file: string;
  readonly sha256: string;
  readonly line: number;
}

/** All versions of one value: the most trusted source first, and for each source the oldest version first. */
export async function readProvenance(
  connection: DuckDBConnection,
  key: SeriesKey,
  observedOn: Day,
  throughImport: number,
): Promise<Provenance[]> {
  const { series, field } = splitKey(key);
  const rows = await rowsOf<[number, Day, Source, string, string, number]>(
    connection,
    `SELECT ${name(field)}, ${asDay('known_on')}, r.source, f.name, f.sha256, r.line
     FROM ${tableExpression(kindOf(field))} r JOIN import_file f ON f.id = r.file
     WHERE series = ${literal(series)} AND observed_on = ${asDate(observedOn)} AND r.file <= ${throughImport}
       AND ${name(field)} IS NOT NULL
     ORDER BY list_position(${listOf(SOURCES)}, r.source), known_on, r.file, r.line`,
  );
  return rows.map(([value, knownOn, source, file, sha256, line]) => ({
    value,
    knownOn,
    source,
    file,
    sha256,
    line,
  }));
}

/** A stored value with the day it describes. */
export interface DatedProvenance extends Provenance {
  readonly observedOn: Day;
}

/** The row of each of some days that was in use at the close of `asOf`: the latest version of the most trusted source. */
export async function readRowsInUse(
  connection: DuckDBConnection,
  key: SeriesKey,
  days: readonly Day[],
  { asOf, throughImport }: KnowledgeCutoff,
): Promise<DatedProvenance[]> {
  if (days.length === 0) return [];
  const { series, field } = splitKey(key);
  return provenanceRows(
    connection,
    `SELECT ${asDay('observed_on')}, ${name(field)}, ${asDay('known_on')}, r.source, f.name, f.sha256, r.line
     FROM ${tableExpression(kindOf(field))} r JOIN import_file f ON f.id = r.file
     WHERE series = ${literal(series)} AND observed_on IN (${days.map(asDate).join(', ')})
       AND known_on <= ${asDate(asOf)} AND r.file <= ${throughImport} AND ${name(field)} IS NOT NULL
     ${LATEST_VERSION} ORDER BY observed_on`,
  );
}

/** The last price of a stock that was known at the close of `asOf`, by any of the names of its rows; null if there is none. */
export async function readLastPriceRow(
  connection: DuckDBConnection,
  names: readonly string[],
  { asOf, throughImport }: KnowledgeCutoff,
): Promise<DatedProvenance | null> {
  const rows = await provenanceRows(
    connection,
    `SELECT ${asDay('observed_on')}, "close", ${asDay('known_on')}, r.source, f.name, f.sha256, r.line
     FROM stock_bar r JOIN import_file f ON f.id = r.file
     WHERE series IN (${names.map(literal).join(', ')}) AND observed_on <= ${asDate(asOf)} AND volume > 0
       AND known_on <= ${asDate(asOf)} AND r.file <= ${throughImport} AND "close" IS NOT NULL
     ${LATEST_VERSION} ORDER BY observed_on DESC LIMIT 1`,
  );
  return rows[0] ?? null;
}

const LATEST_VERSION = `QUALIFY row_number() OVER (PARTITION BY observed_on
       ORDER BY list_position(${listOf(SOURCES)}, r.source), known_on DESC, r.file DESC, r.line DESC) = 1`;

async function provenanceRows(connection: DuckDBConnection, sql: string): Promise<DatedProvenance[]> {
  const rows = await rowsOf<[Day, number, Day, Source, string, string, number]>(connection, sql);
  return rows.map(([observedOn, value, knownOn, source, file, sha256, line]) => ({
    observedOn,
    value,
    knownOn,
    source,
    file,
    sha256,
    line,
  }));
}

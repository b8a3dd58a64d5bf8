import type { DuckDBConnection } from '@duckdb/node-api';
import type { Day } from '../day.ts';
import { splitKey } from './read-series.ts';
import { kindOf, readFrom, type RowKind, SERIES_KINDS, type SeriesRowKind, SHAPES } from './rows.ts';
import type { SeriesId, SeriesKey } from '../series.ts';
import { SOURCES, type Source } from '../source.ts';
import { asDate, asDay, listOf, literal, name, rowsOf } from './sql.ts';

/** A file by what it was called and what was in it. */
export interface FileMark {
  readonly name: string;
  readonly sha256: string;
}

/** From when to when data reach, by whom, out of which files. */
export interface Reach {
  readonly first: Day;
  readonly last: Day;
  /** Stored rows, further versions of a day included. */
  readonly rows: number;
  readonly sources: readonly Source[];
  /** By name, then by hash. */
  readonly files: readonly FileMark[];
}

/** Which data of one kind the store holds of a series. */
export interface SeriesVintage extends Reach {
  readonly series: SeriesId;
  readonly kind: SeriesRowKind;
}

/** Up to which day and which import the store is asked. */
export interface Known {
  readonly asOf: Day;
  readonly throughImport: number;
}

/** What was known at the close of `asOf`, from the files up to `throughImport`; by series, then kind. */
export async function readVintage(connection: DuckDBConnection, known: Known): Promise<SeriesVintage[]> {
  const found = await readReach(connection, SERIES_KINDS, 'series', known);
  const order = (a: SeriesVintage, b: SeriesVintage): number =>
    compare(a.series, b.series) || compare(a.kind, b.kind);
  return found.sort(order);
}

/**
 * How far rows of some kinds reach, kind by kind; kinds without a row are left out.
 *
 * @param series the SQL expression that rows are told apart by.
 */
export async function readReach<K extends RowKind>(
  connection: DuckDBConnection,
  kinds: readonly K[],
  series: string,
  { asOf, throughImport }: Known,
): Promise<(Reach & { readonly series: string; readonly kind: K })[]> {
  const marks = await fileMarks(connection);
  const found: (Reach & { readonly series: string; readonly kind: K })[] = [];
  for (const kind of kinds) {
    const rows = await rowsOf<[string, Day, Day, number, Source[], number[]]>(
      connection,
      `SELECT ${series} AS of, ${asDay('min(observed_on)')}, ${asDay('max(observed_on)')}, count(*)::INTEGER,
         list(DISTINCT source), list(DISTINCT file)
       FROM ${SHAPES[kind].table} WHERE known_on <= ${asDate(asOf)} AND file <= ${throughImport} GROUP BY of`,
    );
    for (const [of, first, last, count, sources, files] of rows)
      found.push({
        series: of,
        kind,
        first,
        last,
        rows: count,
        sources: SOURCES.filter((source) => sources.includes(source)),
        files: distinct(files.map((id) => marks.get(id)!)),
      });
  }
  return found;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Every imported file by its number. */
const fileMarks = async (connection: DuckDBConnection): Promise<ReadonlyMap<number, FileMark>> =>
  new Map(
    (await rowsOf<[number, string, string]>(connection, 'SELECT id, name, sha256 FROM import_file')).map(
      ([id, name, sha256]) => [id, { name, sha256 }],
    ),
  );

/** Each file once, by name, then by hash. */
function distinct(files: readonly FileMark[]): FileMark[] {
  const marks = new Map(files.map((file) => [`${file.name}\n${file.sha256}`, file]));
  return [...marks.values()].sort((a, b) => compare(a.name, b.name) || compare(a.sha256, b.sha256));
}

/** One stored version of a figure and the line of the file that it was read from. */
export interface Provenance {
  readonly value: number;
  readonly knownOn: Day;
  readonly source: Source;
  readonly file: string;
  readonly sha256: string;
  readonly line: number;
}

/** All versions of one figure of one day, the most trusted source first and of each source the oldest first. */
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
     FROM ${readFrom(kindOf(field))} r JOIN import_file f ON f.id = r.file
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

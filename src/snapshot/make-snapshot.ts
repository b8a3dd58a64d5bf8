import { mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { canonicalJson } from '../decision/document/canonical-json.ts';
import { type Engine, engine as runningEngine } from '../decision/engine.ts';
import type { Versions } from '../market/as-of.ts';
import { type Day, iso } from '../market/day.ts';
import { flushFolder } from '../market/files/flush-folder.ts';
import { makeFolder } from '../market/files/make-folder.ts';
import { sha256 } from '../market/files/sha256.ts';
import { userError } from '../market/problem.ts';
import type { SeriesKey } from '../market/series.ts';
import { readSeries } from '../market/store/read-series.ts';
import { ROW_KINDS, SERIES_KINDS, TABLE_SCHEMAS, type RowKind } from '../market/store/rows.ts';
import { asDate, literal, name, rowsOf } from '../market/store/sql.ts';
import type { Store } from '../market/store/store.ts';
import {
  MANIFEST,
  SNAPSHOT_SCHEMA,
  type SnapshotFile,
  snapshotId,
  type SnapshotManifest,
} from './manifest.ts';
import { encodeSeries } from './series-file.ts';

/** Records of clients' accounts stay in the store: no job reads them, and a snapshot travels. */
export const SNAPSHOT_KINDS: readonly RowKind[] = ROW_KINDS.filter((kind) => !kind.startsWith('account'));

/** What a snapshot holds of a store, and where it is made. */
export interface SnapshotRequest {
  /** The last day whose knowledge it holds. */
  readonly asOf: Day;
  /** The version of the program that it is for; default: this one. */
  readonly engine?: Engine;
  /** The snapshot is made in a folder of this one, named by its id. */
  readonly into: string;
}

/** A snapshot that was made, or was there already. */
export interface MadeSnapshot {
  readonly id: string;
  readonly folder: string;
  readonly manifest: SnapshotManifest;
}

/**
 * Writes all that a job reads from a store into a folder named by its content: each kind of row as Parquet, and the index
 * series as typed arrays. Equal rows give equal bytes and so the same id; a snapshot that is there already is left.
 *
 * @param store open for reading.
 * @param request the day, and the folder in which it is made.
 * @returns its id, folder and manifest.
 * @throws UserError where the store has no row known by that day, or the folder cannot be written to.
 * @example
 * import { day, makeSnapshot, openStore } from 'trrm';
 *
 * const store = await openStore('.trrm/demo/market.duckdb', { mode: 'read' });
 * const { id, manifest } = await makeSnapshot(store, { asOf: day('2020-03-31'), into: 'snapshots' });
 * console.log(id, manifest.files.length);
 * await store.close();
 */
export async function makeSnapshot(
  store: Store,
  { asOf, engine = runningEngine(), into }: SnapshotRequest,
): Promise<MadeSnapshot> {
  makeFolder(into);
  const draft = mkdtempSync(join(into, '.making-'));
  try {
    const vintage = await store.lastImport();
    const files = await store.transaction((connection) => writeTables(connection, draft, asOf));
    const series = await store.transaction((connection) => seriesKnownBy(connection, asOf));
    if (series.size === 0)
      throw userError(
        'empty-snapshot',
        store.file,
        `has no index series known by ${iso(asOf)}.`,
        'Choose a later day with --as-of, or import market files first.',
      );
    const manifest: SnapshotManifest = {
      schema: SNAPSHOT_SCHEMA,
      engine: { name: engine.name, version: engine.version, sources: engine.sources },
      vintage,
      day: iso(asOf),
      simulated: store.simulated,
      files: [...files, ...writeSeries(draft, series)],
    };
    const id = snapshotId(manifest);
    writeFileSync(join(draft, MANIFEST), canonicalJson(manifest), { flush: true });
    flushFolder(draft);
    return { id, folder: settle(draft, join(into, id)), manifest };
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Moves a finished folder to its place; where an equal one is there already, that one stays. */
export function settle(draft: string, place: string): string {
  try {
    renameSync(draft, place);
  } catch (error) {
    if (statSync(join(place, MANIFEST), { throwIfNoEntry: false }) === undefined) throw error;
  }
  return place;
}

async function writeTables(connection: DuckDBConnection, folder: string, asOf: Day): Promise<SnapshotFile[]> {
  // One thread and the order asked for: the bytes then depend on the rows alone.
  await connection.run('SET threads = 1; SET preserve_insertion_order = true');
  try {
    const known = `known_on <= ${asDate(asOf)}`;
    const files: SnapshotFile[] = [];
    for (const kind of SNAPSHOT_KINDS) {
      const { table, key } = TABLE_SCHEMAS[kind];
      const order = [
        'series',
        'observed_on',
        'known_on',
        'source',
        ...key.map((c) => name(c.name)),
        'file',
        'line',
      ];
      const select = `SELECT * FROM ${table} WHERE ${known} ORDER BY ${order.join(', ')}`;
      files.push(...(await writeParquet(connection, folder, table, select)));
    }
    const used = SNAPSHOT_KINDS.map(
      (kind) => `SELECT file FROM ${TABLE_SCHEMAS[kind].table} WHERE ${known}`,
    ).join(' UNION ');
    const imports = `SELECT * FROM import_file WHERE id IN (${used}) ORDER BY id`;
    return [...files, ...(await writeParquet(connection, folder, 'import_file', imports))];
  } finally {
    await connection.run('RESET threads; RESET preserve_insertion_order');
  }
}

/** Writes the rows of a query; no file where there are none. */
async function writeParquet(
  connection: DuckDBConnection,
  folder: string,
  table: string,
  select: string,
): Promise<SnapshotFile[]> {
  const counted = await rowsOf<[bigint]>(connection, `SELECT count(*) FROM (${select})`);
  const rows = Number(counted[0]![0]);
  if (rows === 0) return [];
  const file = `${table}.parquet`;
  await connection.run(
    `COPY (${select}) TO ${literal(join(folder, file))} (FORMAT parquet, COMPRESSION zstd)`,
  );
  return [listed(folder, file, rows)];
}

function listed(folder: string, file: string, rows: number): SnapshotFile {
  const bytes = readFileSync(join(folder, file));
  return { name: file, sha256: sha256(bytes), bytes: bytes.length, rows };
}

/** Every index series of a store as known by a day: all versions, later ones left out. */
async function seriesKnownBy(connection: DuckDBConnection, asOf: Day): Promise<Map<SeriesKey, Versions>> {
  const keys: SeriesKey[] = [];
  for (const kind of SERIES_KINDS) {
    const { table, values } = TABLE_SCHEMAS[kind];
    // Futures and constituents are not series of one value a day.
    if (kind === 'future' || kind === 'constituent') continue;
    const ids = await rowsOf<[string]>(connection, `SELECT DISTINCT series FROM ${table} ORDER BY series`);
    for (const [id] of ids) for (const { property } of values) keys.push(`${id}.${property}` as SeriesKey);
  }
  const futures = await rowsOf<[string]>(connection, 'SELECT DISTINCT series FROM future ORDER BY series');
  for (const [id] of futures) keys.push(`${id}.near`, `${id}.near_expiry`);
  const all = keys.length > 0 ? await readSeries(connection, keys, Number.MAX_SAFE_INTEGER) : new Map();
  const known = [...all].map(([key, versions]) => [key, knownBy(versions, asOf)] as const);
  return new Map(known.filter(([, { value }]) => value.length > 0).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function knownBy({ observedOn, knownOn, value, rank }: Versions, asOf: Day): Versions {
  const rows = [...knownOn.keys()].filter((i) => knownOn[i]! <= asOf);
  return {
    observedOn: Int32Array.from(rows, (i) => observedOn[i]!),
    knownOn: Int32Array.from(rows, (i) => knownOn[i]!),
    value: Float64Array.from(rows, (i) => value[i]!),
    rank: Uint8Array.from(rows, (i) => rank[i]!),
  };
}

export const SERIES_DATA = 'series.bin';
export const SERIES_INDEX = 'series.json';

function writeSeries(folder: string, series: ReadonlyMap<SeriesKey, Versions>): SnapshotFile[] {
  const { places, bytes } = encodeSeries(series);
  writeFileSync(join(folder, SERIES_DATA), bytes, { flush: true });
  writeFileSync(join(folder, SERIES_INDEX), canonicalJson(places), { flush: true });
  const rows = places.reduce((sum, { rows: count }) => sum + count, 0);
  return [listed(folder, SERIES_DATA, rows), listed(folder, SERIES_INDEX, places.length)];
}

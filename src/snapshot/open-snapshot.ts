import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { MarketHistory } from '../market/as-of.ts';
import { sha256 } from '../market/files/sha256.ts';
import { userError } from '../market/problem.ts';
import type { SeriesKey } from '../market/series.ts';
import { SERIES_DATA, SERIES_INDEX } from './make-snapshot.ts';
import { MANIFEST, snapshotId, type SnapshotManifest, snapshotManifest } from './manifest.ts';
import { decodeSeries, type SeriesPlace } from './series-file.ts';

/**
 * A snapshot as a process has it: plain data that can be posted to a thread. The series are in shared memory, of which a
 * thread gets a reference and not a copy.
 */
export interface OpenedSnapshot {
  readonly id: string;
  readonly folder: string;
  readonly manifest: SnapshotManifest;
  readonly places: readonly SeriesPlace[];
  readonly data: SharedArrayBuffer;
}

/** The manifest of a snapshot's folder. @throws UserError where there is none, or it does not have the id expected. */
export function readManifest(folder: string, id: string): SnapshotManifest {
  let text: string;
  try {
    text = readFileSync(join(folder, MANIFEST), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw userError(
      'no-snapshot',
      folder,
      'is not a snapshot: it has no manifest.json.',
      'Name the folder that trrm snapshot make wrote.',
    );
  }
  const manifest = parseManifest(text);
  if (manifest === null || snapshotId(manifest) !== id)
    throw damaged(folder, `does not have the manifest of snapshot ${id.slice(0, 12)}.`);
  return manifest;
}

/** Parses a manifest; null for anything else. */
export function parseManifest(text: string): SnapshotManifest | null {
  try {
    const parsed = snapshotManifest.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/**
 * Opens a snapshot: reads its series into shared memory, once for all threads of a process. No lock is taken, because a
 * snapshot never changes.
 *
 * @param folder of the snapshot.
 * @param id what the snapshot is to be: the hash of its manifest.
 * @returns plain data and shared memory, which can be posted to a thread.
 * @throws UserError where a file is missing or is not the one that the manifest names.
 * @example
 * import { day, makeSnapshot, openSnapshot, openStore } from 'trrm';
 *
 * const store = await openStore('.trrm/demo/market.duckdb', { mode: 'read' });
 * const { folder, id } = await makeSnapshot(store, { asOf: day('2020-03-31'), into: 'snapshots' });
 * console.log(openSnapshot(folder, id).manifest.day);
 * await store.close();
 */
export function openSnapshot(folder: string, id: string): OpenedSnapshot {
  const manifest = readManifest(folder, id);
  const index = checkedFile(folder, manifest, SERIES_INDEX);
  return {
    id,
    folder,
    manifest,
    places: JSON.parse(Buffer.from(index).toString('utf8')) as SeriesPlace[],
    data: checkedFile(folder, manifest, SERIES_DATA).buffer as SharedArrayBuffer,
  };
}

/**
 * The index series of a snapshot, as the source of as-of views.
 *
 * @param snapshot opened.
 * @returns the market as known on any day up to that of the snapshot.
 * @example
 * import { day, makeSnapshot, marketOfSnapshot, openSnapshot, openStore } from 'trrm';
 *
 * const store = await openStore('.trrm/demo/market.duckdb', { mode: 'read' });
 * const { folder, id } = await makeSnapshot(store, { asOf: day('2020-03-31'), into: 'snapshots' });
 * const market = marketOfSnapshot(openSnapshot(folder, id));
 * console.log(market.view(day('2020-01-31')).column('nifty-50.close').value.length);
 * await store.close();
 */
export const marketOfSnapshot = ({ data, places }: Pick<OpenedSnapshot, 'data' | 'places'>): MarketHistory =>
  new MarketHistory(decodeSeries(data, places));

/**
 * Compares every file of a snapshot with its manifest.
 *
 * @param folder of the snapshot.
 * @param id what the snapshot is to be.
 * @returns the manifest.
 * @throws UserError naming the first file that is missing or was changed.
 * @example
 * import { day, makeSnapshot, openStore, verifySnapshot } from 'trrm';
 *
 * const store = await openStore('.trrm/demo/market.duckdb', { mode: 'read' });
 * const { folder, id } = await makeSnapshot(store, { asOf: day('2020-03-31'), into: 'snapshots' });
 * console.log(verifySnapshot(folder, id).files.length);
 * await store.close();
 */
export function verifySnapshot(folder: string, id: string): SnapshotManifest {
  const manifest = readManifest(folder, id);
  for (const { name } of manifest.files) checkedFile(folder, manifest, name);
  return manifest;
}

/** The keys of the index series of a snapshot. */
export const keysOfSnapshot = ({ places }: Pick<OpenedSnapshot, 'places'>): SeriesKey[] =>
  places.map(({ key }) => key);

/** A file of a snapshot in shared memory, checked against the manifest. */
function checkedFile(folder: string, { files }: SnapshotManifest, name: string): Uint8Array {
  const listed = files.find((file) => file.name === name);
  const bytes = listed && sharedBytes(join(folder, name));
  if (!listed || !bytes) throw damaged(folder, `has no ${name}.`);
  const hash = sha256(bytes);
  if (hash !== listed.sha256) throw damaged(folder, `its ${name} was changed after it was made.`);
  return bytes;
}

/** Reads a file into shared memory; null if it does not exist. */
function sharedBytes(file: string): Uint8Array | null {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    const bytes = new Uint8Array(new SharedArrayBuffer(fstatSync(descriptor).size));
    for (let at = 0; at < bytes.length;) {
      const count = readSync(descriptor, bytes, at, bytes.length - at, at);
      if (count === 0) break;
      at += count;
    }
    return bytes;
  } finally {
    closeSync(descriptor);
  }
}

const damaged = (folder: string, message: string) =>
  userError(
    'damaged-snapshot',
    folder,
    message,
    'Delete the folder; the snapshot is then made or fetched again.',
  );

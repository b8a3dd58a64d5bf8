import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { request } from 'undici';
import { canonicalJson } from '../decision/document/canonical-json.ts';
import { hashOfFile } from '../decision/publish/disk.ts';
import { makeFolder } from '../market/files/make-folder.ts';
import { userError } from '../market/problem.ts';
import { settle } from './make-snapshot.ts';
import { isHash, MANIFEST, type SnapshotFile, snapshotId, type SnapshotManifest } from './manifest.ts';
import { parseManifest, readManifest } from './open-snapshot.ts';

/** The folder in which a user's snapshots are kept: `trrm` in the cache folder of the system. */
export const snapshotCache = (environment: Readonly<Record<string, string | undefined>>): string =>
  join(environment.XDG_CACHE_HOME || join(homedir(), '.cache'), 'trrm');

/** Where snapshots come from: a folder that several machines see, or the address of `trrm sweep --serve`. */
export type SnapshotSource =
  { readonly kind: 'folder'; readonly folder: string } | { readonly kind: 'http'; readonly address: string };

/** Files of a snapshot, by name. */
interface Supply {
  readonly manifest: () => Promise<string | null>;
  /** Puts a file where it is wanted. */
  readonly fetch: (name: string, to: string) => Promise<void>;
}

/**
 * The folder of a snapshot in the cache; fetched first where it is not there. Every file is checked against the manifest, and
 * the manifest against the id, before the snapshot appears under its name: of two fetchers, one copy stays.
 *
 * @throws UserError where the source does not have it, or what it has is something else.
 */
export async function obtainSnapshot(
  id: string,
  cache: string,
  source: SnapshotSource | null,
): Promise<string> {
  if (!isHash(id))
    throw userError('snapshot-id', id, 'is not the id of a snapshot.', 'An id has 64 hexadecimal digits.');
  const place = join(cache, id);
  if (existsSync(join(place, MANIFEST))) {
    readManifest(place, id);
    return place;
  }
  if (source === null)
    throw userError(
      'no-snapshot',
      id.slice(0, 12),
      'is not among the snapshots of this machine.',
      `Make it with \`trrm snapshot make\`, or copy its folder into ${cache}.`,
    );
  makeFolder(cache);
  const draft = mkdtempSync(join(cache, '.fetching-'));
  try {
    const supply =
      source.kind === 'folder' ? folderSupply(source.folder, id) : httpSupply(source.address, id);
    const manifest = manifestFrom(await supply.manifest(), id);
    for (const file of manifest.files) await fetchChecked(supply, file, draft);
    writeFileSync(join(draft, MANIFEST), canonicalJson(manifest), { flush: true });
    return settle(draft, place);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function manifestFrom(text: string | null, id: string): SnapshotManifest {
  const manifest = text === null ? null : parseManifest(text);
  if (manifest && snapshotId(manifest) === id) return manifest;
  throw userError(
    'no-snapshot',
    id.slice(0, 12),
    text === null ? 'is not at its source.' : 'has another manifest at its source than its id says.',
    'Check that the sweep still serves or shares it.',
  );
}

async function fetchChecked(supply: Supply, { name, sha256 }: SnapshotFile, folder: string): Promise<void> {
  const to = join(folder, name);
  await supply.fetch(name, to);
  if (hashOfFile(to) !== sha256)
    throw userError(
      'damaged-snapshot',
      name,
      'was fetched with other bytes than the manifest names.',
      'Check the source and try again.',
    );
}

const folderSupply = (folder: string, id: string): Supply => ({
  manifest: async () => {
    const file = join(folder, id, MANIFEST);
    return existsSync(file) ? canonicalJson(readManifest(join(folder, id), id)) : null;
  },
  fetch: async (name, to) => copyFileSync(join(folder, id, name), to),
});

function httpSupply(address: string, id: string): Supply {
  const get = async (name: string): Promise<Buffer | null> => {
    const { statusCode, body } = await request(new URL(`snapshots/${id}/${name}`, address));
    const bytes = Buffer.from(await body.arrayBuffer());
    return statusCode === 200 ? bytes : null;
  };
  return {
    manifest: async () => (await get(MANIFEST))?.toString('utf8') ?? null,
    fetch: async (name, to) => writeFileSync(to, (await get(name)) ?? Buffer.alloc(0), { flush: true }),
  };
}

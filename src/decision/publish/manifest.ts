import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isoDaySchema, type Published, sha256Schema } from '../../market/published.ts';
import { canonicalJson } from '../document/canonical-json.ts';
import { sha256 } from '../../market/files/sha256.ts';
import type { FileContent } from './disk.ts';

const SCHEMA = 'trrm-files/1';

const fileSchema = z.strictObject({
  /** Without folder. */
  name: z.string().regex(/^[^/\\\0]+$/),
  bytes: z.int().nonnegative(),
  sha256: sha256Schema,
});

const manifestSchema = z.strictObject({
  schema: z.literal(SCHEMA),
  /** What was published: `decision`, `what-if`, … A folder may hold one set of each name. */
  set: z.string(),
  /** The as-of day; null where a set has none. */
  asOf: isoDaySchema.nullable(),
  /** SHA-256 of the decision's canonical JSON; null for what is not a decision. */
  decision: sha256Schema.nullable(),
  /** Number of the ledger entry; null for what is not recorded. */
  entry: z.int().positive().nullable(),
  files: z.array(fileSchema),
});

/** One file of a published set. */
export type PublishedFile = Published<typeof fileSchema>;

/**
 * The list of a published set, written after all its files: if it exists, the set is complete, and every file that it
 * lists is TRRM's own.
 */
export type PublishedManifest = Published<typeof manifestSchema>;

const ENDING = '.manifest.json';

/** File name of a set's manifest. */
export const manifestName = (set: string): string => `${set}${ENDING}`;

export const manifestText = (manifest: Omit<PublishedManifest, 'schema'>): string =>
  canonicalJson({ schema: SCHEMA, ...manifest });

/** A file as a manifest lists it. */
export const listedFile = (name: string, content: FileContent): PublishedFile => ({
  name,
  bytes: Buffer.byteLength(content),
  sha256: sha256(content),
});

/** A manifest; null where the file is missing or not a manifest of this version. */
export function readManifest(file: string): PublishedManifest | null {
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/** Every manifest of a folder, by the name of its set. */
export function manifestsIn(folder: string): PublishedManifest[] {
  const found: PublishedManifest[] = [];
  for (const name of readdirSync(folder).sort()) {
    const manifest = name.endsWith(ENDING) ? readManifest(join(folder, name)) : null;
    if (manifest && manifestName(manifest.set) === name) found.push(manifest);
  }
  return found;
}

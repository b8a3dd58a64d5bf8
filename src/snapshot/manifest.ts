import { z } from 'zod';
import { canonicalJson } from '../decision/document/canonical-json.ts';
import { sha256 } from '../market/files/sha256.ts';
import { isoDaySchema } from '../market/published.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const SNAPSHOT_SCHEMA = 'trrm-snapshot/1';

/** What a snapshot consists of. The id of a snapshot is the SHA-256 of this document in its canonical form. */
export const snapshotManifest = z.strictObject({
  schema: z.literal(SNAPSHOT_SCHEMA),
  engine: z.strictObject({ name: z.literal('trrm'), version: z.string(), sources: z.string() }),
  /** The last import of the store that it was made from. */
  vintage: z.int().min(0),
  /** Rows that became known later are not in it. */
  day: isoDaySchema,
  simulated: z.boolean(),
  files: z.array(
    z.strictObject({
      name: z.string().regex(/^[a-z0-9_-]+\.[a-z]+$/),
      sha256: hash,
      bytes: z.int().min(0),
      rows: z.int().min(0),
    }),
  ),
});

/** What a snapshot holds: its files by hash. The hash of the manifest is the snapshot's id. */
export type SnapshotManifest = z.infer<typeof snapshotManifest>;
/** A file of a snapshot, with its hash, bytes and rows. */
export type SnapshotFile = SnapshotManifest['files'][number];

export const MANIFEST = 'manifest.json';

/** The id of the snapshot with this manifest. */
export const snapshotId = (manifest: SnapshotManifest): string => sha256(canonicalJson(manifest));

export const isHash = (text: string): boolean => hash.safeParse(text).success;

/**
 * `trrm/snapshot`: the rows of a store that were known by a day, as files named by their content.
 *
 * @module trrm/snapshot
 */
export { type MadeSnapshot, makeSnapshot, type SnapshotRequest } from '../snapshot/make-snapshot.ts';
export type { SnapshotFile, SnapshotManifest } from '../snapshot/manifest.ts';
export {
  marketOfSnapshot,
  type OpenedSnapshot,
  openSnapshot,
  verifySnapshot,
} from '../snapshot/open-snapshot.ts';

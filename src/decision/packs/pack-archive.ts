import { existsSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { type Disk, DISK, type FileContent, hashOfFile } from '../publish/disk.ts';
import { publishFile } from '../publish/publish-file.ts';
import { sha256 } from '../../market/files/sha256.ts';

/** Endings of the files that lie beside the store; the rest of a pack is in its ledger entry or made from it. */
const ARCHIVED = new Set(['.html', '.pdf', '.xlsx']);

export const isArchived = (name: string): boolean => ARCHIVED.has(extname(name));

/** Where a sealed file lies: `packs/<sha256>` with the file's ending, beside the store. */
export const archivedFile = (
  store: string,
  { name, sha256: hash }: { name: string; sha256: string },
): string => join(dirname(store), 'packs', `${hash}${extname(name)}`);

/**
 * Puts the pages and the workbook of a pack beside the store, each under its hash: written, flushed and renamed, so that nothing half-written
 * ever bears a hash. A file that is there with the right bytes stays.
 *
 * @param store path of the store.
 * @throws UserError where it cannot be written.
 */
export async function archivePack(
  store: string,
  contents: Readonly<Record<string, FileContent>>,
  disk: Disk = DISK,
): Promise<void> {
  for (const [name, content] of Object.entries(contents)) {
    if (!isArchived(name)) continue;
    const hash = sha256(content);
    const file = archivedFile(store, { name, sha256: hash });
    if (!existsSync(file) || hashOfFile(file) !== hash) await publishFile(file, content, disk);
  }
}

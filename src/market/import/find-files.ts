import { readdir, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { userError } from '../problem.ts';

/** A file to look at. One that was named must be a market file; one that merely lies in a folder may be anything. */
export interface FoundFile {
  readonly path: string;
  readonly bytes: number;
  readonly named: boolean;
}

/**
 * The files that the paths name, folders with all below them, sorted by name so that the order of import does
 * not depend on the file system. Hidden files and folders are left out. A path that does not exist is an error.
 */
export async function findFiles(paths: readonly string[]): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  for (const path of paths) {
    const about = await stat(path).catch(() => null);
    if (!about) throw userError('no-such-file', path, 'does not exist.', 'Check the path.');
    if (about.isDirectory()) found.push(...(await within(path)));
    else if (about.isFile()) found.push({ path, bytes: about.size, named: true });
    else throw userError('no-such-file', path, 'is neither a file nor a folder.', 'Name a file or a folder.');
  }
  const once = new Map<string, FoundFile>();
  for (const file of found) if (!once.get(file.path)?.named) once.set(file.path, file);
  return [...once.values()];
}

async function within(folder: string): Promise<FoundFile[]> {
  const entries = await readdir(folder, { recursive: true });
  const found: FoundFile[] = [];
  for (const entry of entries.sort()) {
    if (entry.split(sep).some((part) => part.startsWith('.'))) continue;
    const path = join(folder, entry);
    const about = await stat(path).catch(() => null);
    if (about?.isFile()) found.push({ path, bytes: about.size, named: false });
  }
  return found;
}

import { readdir, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { systemProblem } from '../../files/system-error.ts';
import { userError } from '../../problem.ts';

/** A file to import. One that the user named must be a market file; one found in a folder may be anything. */
export interface FoundFile {
  readonly path: string;
  readonly bytes: number;
  readonly named: boolean;
}

/**
 * The files at the given paths; folders are searched recursively and sorted by name, so that the order of import does
 * not depend on the file system. Hidden files and folders are skipped.
 *
 * @throws UserError if a path does not exist.
 */
export async function findFiles(paths: readonly string[]): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  for (const path of paths) {
    const about = await stat(path).catch((error: unknown) => {
      throw notFound(path, error);
    });
    if (about.isDirectory()) found.push(...(await within(path)));
    else if (about.isFile()) found.push({ path, bytes: about.size, named: true });
    else throw userError('no-such-file', path, 'is neither a file nor a folder.', 'Name a file or a folder.');
  }
  const once = new Map<string, FoundFile>();
  for (const file of found) if (!once.get(file.path)?.named) once.set(file.path, file);
  return [...once.values()];
}

/** Why the user's path leads to nothing. */
function notFound(path: string, error: unknown): unknown {
  const problem = systemProblem(error, path);
  if (!problem) return error;
  return (error as NodeJS.ErrnoException).code === 'ENOENT'
    ? userError('no-such-file', path, 'does not exist.', 'Check the spelling of the path.')
    : userError('no-such-file', path, `cannot be read. ${problem.message}`, problem.remedy);
}

async function within(folder: string): Promise<FoundFile[]> {
  const entries = await readdir(folder, { recursive: true }).catch((error: unknown) => {
    throw notFound(folder, error);
  });
  const found: FoundFile[] = [];
  for (const entry of entries.sort()) {
    if (entry.split(sep).some((part) => part.startsWith('.'))) continue;
    const path = join(folder, entry);
    const about = await stat(path).catch(() => null);
    if (about?.isFile()) found.push({ path, bytes: about.size, named: false });
  }
  return found;
}

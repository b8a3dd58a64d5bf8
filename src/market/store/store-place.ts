import { accessSync, constants, existsSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { makeFolder } from '../files/make-folder.ts';
import { systemProblem } from '../files/system-error.ts';
import { userError } from '../problem.ts';

/** Creates the folder of a store. @throws UserError if it cannot be created. */
export function makeFolderOf(file: string): void {
  try {
    makeFolder(dirname(file));
  } catch (error) {
    throw userError(
      'no-store',
      file,
      `its folder cannot be created. ${systemProblem(error)?.message ?? (error as Error).message}`,
      'Choose another location with --store.',
    );
  }
}

/** Where a file really is, whatever links lead to it. */
export const realPath = (file: string): string =>
  existsSync(file) ? realpathSync(file) : join(realpathSync(dirname(file)), basename(file));

/** Whether files can be created in a folder. */
export function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Removes what DuckDB spilled to disk for a killed process; nothing else deletes it. */
export function removeSpilled(place: string): void {
  const own = `${basename(place)}.tmp`;
  for (const name of readdirSync(dirname(place)))
    if (name === own || name.startsWith(`${own}-`))
      rmSync(join(dirname(place), name), { recursive: true, force: true });
}

import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { flushFolder } from '../../market/files/flush-folder.ts';
import { makeFolder } from '../../market/files/make-folder.ts';
import { systemProblem } from '../../market/files/system-error.ts';
import { userError } from '../../market/problem.ts';
import { isAlive } from '../../market/store/lock-owner.ts';
import { type Disk, DISK, type FileContent } from './disk.ts';

/**
 * Publishes one file that belongs to no set: a reader finds the old file or the new one, never a part of it.
 *
 * @throws UserError where it cannot be written.
 */
export async function publishFile(file: string, content: FileContent, disk: Disk = DISK): Promise<void> {
  const folder = dirname(file);
  const temporary = join(folder, `.${basename(file)}.${process.pid}.tmp`);
  try {
    makeFolder(folder);
    sweep(folder, basename(file));
    disk.write(temporary, content);
    await disk.flush([temporary]);
    disk.rename(temporary, file);
    flushFolder(folder);
  } catch (error) {
    rmSync(temporary, { force: true });
    const problem = systemProblem(error, file);
    throw problem
      ? userError('cannot-write', file, `Cannot write there: ${problem.message}`, problem.remedy)
      : error;
  }
}

/** Deletes what killed processes left of the file. */
function sweep(folder: string, name: string): void {
  for (const left of readdirSync(folder)) {
    if (!left.startsWith(`.${name}.`) || !left.endsWith('.tmp')) continue;
    const pid = left.slice(name.length + 2, -'.tmp'.length);
    if (/^\d+$/.test(pid) && !isAlive(Number(pid))) rmSync(join(folder, left), { force: true });
  }
}

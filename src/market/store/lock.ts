import { linkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../files/make-folder.ts';
import { systemProblem } from '../files/system-error.ts';
import { UserError, userError } from '../problem.ts';
import {
  busy,
  type Guarded,
  guardedStore,
  holding,
  type Lock,
  refuseIfAlive,
  thisProcess,
} from './lock-owner.ts';
import { liveReaders } from './read-lock.ts';

/**
 * Makes this process the only owner of a store until `release` or until the process ends. DuckDB itself lets a second
 * process open a database in use. The lock of a dead process is taken over.
 *
 * A reader announces itself and then looks for an owner (`read-lock.ts`); an owner takes the lock and then looks for
 * readers. Whichever comes second sees the other and withdraws.
 *
 * @throws UserError if another process holds the lock or reads the store, or the lock cannot be written.
 */
export function takeLock(storeFile: string, purpose: string): Lock {
  const lock = takeOwnership(storeFile, purpose, guardedStore(storeFile));
  const [reader] = liveReaders(storeFile);
  if (reader === undefined) return lock;
  lock.release();
  throw busy(
    guardedStore(storeFile),
    `is being read by process ${reader.pid} on ${reader.host} (${reader.purpose}).`,
    'Wait until it ends, or use another --store.',
  );
}

/**
 * Makes this process the only one that writes into a folder until `release` or until the process ends. The lock of a dead process is
 * taken over, so that a crash leaves nothing to be deleted.
 *
 * @param folder there already.
 * @throws UserError that names the process which works in it, or if the lock cannot be written.
 */
export const takeFolderLock = (folder: string, purpose: string): Lock =>
  takeOwnership(join(folder, FOLDER), purpose, guardedFolder(folder));

/** Refuses a folder that another process works in, before work that would be in vain. @throws UserError that names the process. */
export const refuseFolderInUse = (folder: string): void =>
  refuseIfAlive(join(folder, `${FOLDER}.lock`), guardedFolder(folder));

const guardedFolder = (folder: string): Guarded => ({
  about: folder,
  code: 'folder-in-use',
  otherwise: 'name another folder with --out',
});

/** Works in a folder, which is made first, while no other process can. @throws UserError as `takeFolderLock`. */
export async function inFolder<T>(folder: string, purpose: string, work: () => Promise<T>): Promise<T> {
  makeFolder(folder);
  const lock = takeFolderLock(folder, purpose);
  try {
    return await work();
  } finally {
    lock.release();
  }
}

/** Name of a folder's lock file, without its ending. */
const FOLDER = 'run';

/** Whether a file in a folder is its lock, or one that is about to be. */
export const isFolderLock = (name: string): boolean => name.startsWith(`${FOLDER}.lock`);

function takeOwnership(locked: string, purpose: string, of: Guarded): Lock {
  const file = `${locked}.lock`;
  const me = thisProcess(purpose);
  // The complete text appears at once under the lock's name, so that no reader sees half of it.
  const draft = `${file}.${me.pid}`;
  try {
    writeFileSync(draft, JSON.stringify(me));
    if (!linked(draft, file)) takeOver(draft, file, of);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw userError(
      'store-not-lockable',
      of.about,
      `cannot be locked. ${systemProblem(error)?.message ?? (error as Error).message}`,
      'Put it into a folder of a local disk that you may write to.',
    );
  } finally {
    rmSync(draft, { force: true });
  }
  return holding(file);
}

function linked(draft: string, file: string): boolean {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Replaces the lock of a dead owner. A guard file lets only one process do so at a time: without it, the second of two
 * processes could replace the lock just made by the first.
 */
function takeOver(draft: string, file: string, of: Guarded): void {
  refuseIfAlive(file, of);
  const guard = `${file}.takeover`;
  if (!linked(draft, guard)) {
    refuseIfAlive(guard, of);
    rmSync(guard, { force: true });
    throw busy(of, 'is locked by a process that died; another process is releasing the lock.', 'Try again.');
  }
  try {
    refuseIfAlive(file, of);
    renameSync(draft, file);
  } finally {
    rmSync(guard, { force: true });
  }
}

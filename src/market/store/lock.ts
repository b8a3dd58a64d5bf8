import { linkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { systemProblem } from '../files/system-error.ts';
import { UserError, userError } from '../problem.ts';
import { busy, holding, type Lock, type Owner, refuseIfAlive } from './lock-owner.ts';
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
  const lock = takeOwnership(storeFile, purpose);
  const [reader] = liveReaders(storeFile);
  if (reader === undefined) return lock;
  lock.release();
  throw busy(
    storeFile,
    `is being read by process ${reader.pid} on ${reader.host} (${reader.purpose}).`,
    'Wait until it ends, or use another --store.',
  );
}

function takeOwnership(storeFile: string, purpose: string): Lock {
  const file = `${storeFile}.lock`;
  const me: Owner = { pid: process.pid, host: hostname(), purpose };
  // The complete text appears at once under the lock's name, so that no reader sees half of it.
  const draft = `${file}.${me.pid}`;
  try {
    writeFileSync(draft, JSON.stringify(me));
    if (!linked(draft, file)) takeOver(draft, file, storeFile);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw userError(
      'store-not-lockable',
      storeFile,
      `cannot be locked. ${systemProblem(error)?.message ?? (error as Error).message}`,
      'Put the store into a folder of a local disk that you may write to.',
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
function takeOver(draft: string, file: string, storeFile: string): void {
  refuseIfAlive(file, storeFile);
  const guard = `${file}.takeover`;
  if (!linked(draft, guard)) {
    refuseIfAlive(guard, storeFile);
    rmSync(guard, { force: true });
    throw busy(
      storeFile,
      'is locked by a process that died; another process is releasing the lock.',
      'Try again.',
    );
  }
  try {
    refuseIfAlive(file, storeFile);
    renameSync(draft, file);
  } finally {
    rmSync(guard, { force: true });
  }
}

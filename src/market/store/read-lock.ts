import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { systemProblem } from '../files/system-error.ts';
import { userError } from '../problem.ts';
import {
  guardedStore,
  holding,
  isAlive,
  type Lock,
  type Owner,
  ownerOf,
  refuseIfAlive,
  thisProcess,
} from './lock-owner.ts';

/** Readers of this thread: it may have a store open more than once. */
let count = 0;

const READING = '.reading-';

/**
 * Keeps writers out of a store until `release` or until the process ends. Any number of processes may read one store at
 * a time.
 *
 * @throws UserError if a process is writing to the store, or the lock cannot be written.
 */
export function takeReadLock(storeFile: string, purpose: string): Lock {
  const me = thisProcess(purpose);
  const file = `${storeFile}${READING}${me.pid}-${threadId}-${++count}`;
  try {
    // The complete text appears at once, so that no writer sees half of it.
    writeFileSync(`${file}.new`, JSON.stringify(me));
    renameSync(`${file}.new`, file);
  } catch (error) {
    rmSync(`${file}.new`, { force: true });
    throw userError(
      'store-not-lockable',
      storeFile,
      `cannot be locked. ${systemProblem(error)?.message ?? (error as Error).message}`,
      'Put the store into a folder of a local disk that you may write to.',
    );
  }
  const lock = holding(file);
  try {
    refuseIfAlive(`${storeFile}.lock`, guardedStore(storeFile));
    return lock;
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** The live processes that read a store; the files of dead ones are removed. */
export function liveReaders(storeFile: string): readonly Owner[] {
  const prefix = `${basename(storeFile)}${READING}`;
  const files = readdirSync(dirname(storeFile))
    .filter((name) => name.startsWith(prefix) && !name.endsWith('.new'))
    .map((name) => join(dirname(storeFile), name));
  return files.flatMap((file) => {
    const owner = ownerOf(file);
    if (typeof owner === 'string') return [];
    if (owner.host === hostname() && !isAlive(owner.pid, owner.started)) {
      rmSync(file, { force: true });
      return [];
    }
    return [owner];
  });
}

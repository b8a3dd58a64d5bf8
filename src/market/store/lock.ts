import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { systemProblem } from '../files/system-error.ts';
import { UserError, userError } from '../problem.ts';

/** The process that has a store open, as recorded in the lock file beside it. */
interface Owner {
  readonly pid: number;
  readonly host: string;
  readonly purpose: string;
  /** Whether it only reads, so that the store does not change while it holds the lock. */
  readonly isReading?: boolean;
}

export interface Lock {
  release(): void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Makes this process the only owner of a store until `release` or until the process ends. DuckDB itself lets a second
 * process open a database in use. The lock of a dead process is taken over.
 *
 * @throws UserError if another process holds the lock, or the lock cannot be written.
 */
export function takeLock(storeFile: string, purpose: string, isReading = false): Lock {
  const file = `${storeFile}.lock`;
  const me: Owner = { pid: process.pid, host: hostname(), purpose, ...(isReading && { isReading }) };
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

const busy = (storeFile: string, message: string, remedy: string) =>
  userError('store-in-use', storeFile, message, remedy);

function refuseIfAlive(lock: string, storeFile: string): void {
  const owner = ownerOf(lock);
  if (owner === 'gone') return;
  if (owner === 'unreadable')
    throw busy(storeFile, 'has an unreadable lock file.', `If no trrm process is running, delete ${lock}.`);
  const { pid, host, purpose } = owner;
  if (host === hostname() && !isAlive(pid)) return;
  throw busy(
    storeFile,
    `is in use by process ${pid} on ${host} (${purpose}).`,
    `Wait until it ends, or use another --store. If that process is not trrm, delete ${lock}.`,
  );
}

/** The live process that holds a store and only reads it, as a text that identifies it; null if there is none. */
export function readerOf(storeFile: string): string | null {
  const owner = ownerOf(`${storeFile}.lock`);
  if (typeof owner === 'string' || owner.isReading !== true) return null;
  return owner.host === hostname() && !isAlive(owner.pid) ? null : JSON.stringify(owner);
}

function ownerOf(lock: string): Owner | 'gone' | 'unreadable' {
  let text: string;
  try {
    text = readFileSync(lock, 'utf8');
  } catch {
    return 'gone';
  }
  try {
    const owner = JSON.parse(text) as Partial<Owner>;
    if (typeof owner.pid !== 'number' || typeof owner.host !== 'string') return 'unreadable';
    const { pid, host, purpose, isReading } = owner;
    return { pid, host, purpose: String(purpose), ...(isReading === true && { isReading }) };
  } catch {
    return 'unreadable';
  }
}

/** Whether a process of this machine exists and has not ended. */
export function isAlive(pid: number): boolean {
  // For `kill`, 0 and negative numbers are process groups, which always have a live member.
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    // EPERM: the process exists and belongs to another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether a process has ended but has not been reaped by its parent; detected on Linux only. */
function isZombie(pid: number): boolean {
  try {
    // `4711 (name) Z …`; the name may itself contain brackets.
    return /\) Z [^)]*$/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** The locks that this process holds. */
const ownLocks = new Set<string>();

function holding(file: string): Lock {
  if (ownLocks.size === 0) {
    process.on('exit', dropAll);
    for (const signal of SIGNALS) process.on(signal, onSignal);
  }
  ownLocks.add(file);
  return {
    release: () => {
      if (!ownLocks.delete(file)) return;
      rmSync(file, { force: true });
      if (ownLocks.size === 0) stopWatching();
    },
  };
}

function stopWatching(): void {
  process.off('exit', dropAll);
  for (const signal of SIGNALS) process.off(signal, onSignal);
}

function dropAll(): void {
  for (const file of ownLocks) rmSync(file, { force: true });
  ownLocks.clear();
}

function onSignal(signal: NodeJS.Signals): void {
  // A program that handles the signal itself closes its own stores.
  if (process.listenerCount(signal) > 1) return;
  dropAll();
  stopWatching();
  process.kill(process.pid, signal);
}

import { readFileSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { userError } from '../problem.ts';

/** The process that has a store open, as recorded in a lock file beside it. */
export interface Owner {
  readonly pid: number;
  readonly host: string;
  readonly purpose: string;
}

export interface Lock {
  release(): void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export const busy = (storeFile: string, message: string, remedy: string) =>
  userError('store-in-use', storeFile, message, remedy);

/**
 * Refuses a store whose lock file belongs to a live process, or to one that cannot be examined.
 *
 * @throws UserError naming the process.
 */
export function refuseIfAlive(lock: string, storeFile: string): void {
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

/** The process that a lock file names. */
export function ownerOf(lock: string): Owner | 'gone' | 'unreadable' {
  let text: string;
  try {
    text = readFileSync(lock, 'utf8');
  } catch {
    return 'gone';
  }
  try {
    const owner = JSON.parse(text) as Partial<Owner>;
    if (typeof owner.pid !== 'number' || typeof owner.host !== 'string') return 'unreadable';
    const { pid, host, purpose } = owner;
    return { pid, host, purpose: String(purpose) };
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

/** A lock file of this process, which is removed when the lock is released or the process ends. */
export function holding(file: string): Lock {
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

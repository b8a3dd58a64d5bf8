import { readFileSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { userError } from '../problem.ts';

/** The process that has a store open or works in a folder, as recorded in a lock file beside it. */
export interface Owner {
  readonly pid: number;
  readonly host: string;
  readonly purpose: string;
  /** When it started, in clock ticks since the machine did; on Linux only. A later process may have its number. */
  readonly started?: string;
}

/** What a lock keeps other processes out of, in the words of its messages. */
export interface Guarded {
  readonly about: string;
  readonly code: string;
  /** What to do where one does not want to wait. */
  readonly otherwise: string;
}

export const guardedStore = (file: string): Guarded => ({
  about: file,
  code: 'store-in-use',
  otherwise: 'use another --store',
});

/** This process, as a lock file names it. */
export function thisProcess(purpose: string): Owner {
  const started = statOf(process.pid)?.started;
  return { pid: process.pid, host: hostname(), purpose, ...(started !== undefined && { started }) };
}

export interface Lock {
  release(): void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export const busy = ({ code, about }: Guarded, message: string, remedy: string) =>
  userError(code, about, message, remedy);

/**
 * Refuses a store or a folder whose lock file belongs to a live process, or to one that cannot be examined.
 *
 * @throws UserError naming the process.
 */
export function refuseIfAlive(lock: string, of: Guarded): void {
  const owner = ownerOf(lock);
  if (owner === 'gone') return;
  if (owner === 'unreadable')
    throw busy(of, 'has an unreadable lock file.', `If no trrm process is running, delete ${lock}.`);
  const { pid, host, purpose, started } = owner;
  const isHere = host === hostname();
  if (isHere && !isAlive(pid, started)) return;
  throw busy(
    of,
    `is in use by process ${pid} on ${host} (${purpose}).`,
    `Wait until it ends, or ${of.otherwise}. If that process is not trrm${isHere ? '' : ', or has ended'}, delete ${lock}.`,
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
    const { pid, host, purpose, started } = owner;
    return { pid, host, purpose: String(purpose), ...(started !== undefined && { started }) };
  } catch {
    return 'unreadable';
  }
}

/**
 * Whether a process of this machine exists and has not ended.
 *
 * @param started where it is known, the process is another one if it started at another time.
 */
export function isAlive(pid: number, started?: string): boolean {
  // For `kill`, 0 and negative numbers are process groups, which always have a live member.
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: the process exists and belongs to another user.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const now = statOf(pid);
  if (now === null) return true;
  // A zombie has ended but has not been reaped by its parent.
  return now.state !== 'Z' && (started === undefined || started === now.started);
}

/** State and start of a process, as Linux tells them (proc(5), fields 3 and 22); null elsewhere. */
function statOf(pid: number): { readonly state: string; readonly started: string } | null {
  try {
    // `4711 (name) S …`; the name may itself contain brackets.
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0]!, started: fields[19]! };
  } catch {
    return null;
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

import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { UserError, userError } from '../problem.ts';

/** Who has a store open, as written in the lock file beside it. */
interface Owner {
  readonly pid: number;
  readonly host: string;
  readonly purpose: string;
}

export interface Lock {
  release(): void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Makes this process the one owner of a store until `release`, or until it ends. DuckDB itself would let a
 * second process open a live file. The lock of a process that died is taken over.
 */
export function takeLock(storeFile: string, purpose: string): Lock {
  const file = `${storeFile}.lock`;
  const me: Owner = { pid: process.pid, host: hostname(), purpose };
  // The whole text appears at once under the lock's name: nobody ever reads half an owner.
  const draft = `${file}.${me.pid}`;
  try {
    writeFileSync(draft, JSON.stringify(me));
    if (!linked(draft, file)) takeOver(draft, file, storeFile);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw userError(
      'store-not-lockable',
      storeFile,
      `cannot be locked: ${(error as Error).message}.`,
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
 * Replaces the lock of a dead owner. A guard file makes sure that only one process does so at a time: without
 * it, the second of two could replace the lock that the first has just made.
 */
function takeOver(draft: string, file: string, storeFile: string): void {
  refuseIfAlive(file, storeFile);
  const guard = `${file}.takeover`;
  if (!linked(draft, guard)) {
    refuseIfAlive(guard, storeFile);
    rmSync(guard, { force: true });
    throw busy(storeFile, 'is being freed from a process that died.', 'Try again.');
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
    throw busy(storeFile, 'has a lock file that cannot be read.', `If no trrm is running, delete ${lock}.`);
  const { pid, host, purpose } = owner;
  if (host === hostname() && !isAlive(pid)) return;
  throw busy(
    storeFile,
    `is in use: process ${pid} on ${host} (${purpose}) has it open.`,
    `Wait for it to end, or use another --store. If no such process is a trrm, delete ${lock}.`,
  );
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
    return { pid: owner.pid, host: owner.host, purpose: String(owner.purpose) };
  } catch {
    return 'unreadable';
  }
}

function isAlive(pid: number): boolean {
  // To `kill`, 0 and negative numbers are groups of processes, and some process of a group always lives.
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether a process has ended and its parent has not yet asked how; told by Linux alone. */
function isZombie(pid: number): boolean {
  try {
    // `4711 (name) Z …`; the name may hold brackets itself.
    return /\) Z [^)]*$/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** The locks that this process holds. */
const held = new Set<string>();

function holding(file: string): Lock {
  if (held.size === 0) {
    process.on('exit', dropAll);
    for (const signal of SIGNALS) process.on(signal, onSignal);
  }
  held.add(file);
  return {
    release: () => {
      if (!held.delete(file)) return;
      rmSync(file, { force: true });
      if (held.size === 0) stopWatching();
    },
  };
}

function stopWatching(): void {
  process.off('exit', dropAll);
  for (const signal of SIGNALS) process.off(signal, onSignal);
}

function dropAll(): void {
  for (const file of held) rmSync(file, { force: true });
  held.clear();
}

function onSignal(signal: NodeJS.Signals): void {
  // A program that handles the signal itself closes its stores in its own time.
  if (process.listenerCount(signal) > 1) return;
  dropAll();
  stopWatching();
  process.kill(process.pid, signal);
}

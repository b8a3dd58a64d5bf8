import {
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { flushFolder } from '../../market/files/flush-folder.ts';
import { makeFolder } from '../../market/files/make-folder.ts';
import { systemProblem } from '../../market/files/system-error.ts';
import { UserError, userError } from '../../market/problem.ts';
import { takeReadLock } from '../../market/store/read-lock.ts';
import { openStore } from '../../market/store/store.ts';
import { readTrialLedger, trialLedgerBeside, trialLedgerFiles } from '../../validation/trial-ledger.ts';
import { verifyLedger } from '../ledger/verify-ledger.ts';

/** A finished backup. */
export interface Backup {
  readonly file: string;
  readonly bytes: number;
  readonly imports: number;
  readonly rows: number;
  /** Entries of the ledger. */
  readonly entries: number;
  /** Entries of the ledger of trials, which is copied beside; 0 where there is none. */
  readonly trialEntries: number;
  /** Imports of an earlier version of the program, which have no checksum. */
  readonly unverifiedImports: number;
}

/**
 * Copies a store to a new file, also while other processes read it, and compares every row and every ledger entry of the
 * copy with their checksums before it appears under its name. The ledger of trials beside the store is copied too, to names that
 * begin with that of the copy.
 *
 * @param store path of the store.
 * @param target path of the copy; its folder is created. The ledger of trials becomes `TARGET.trials.jsonl` and `TARGET.trials.jsonl.head`.
 * @returns what the copy holds.
 * @throws UserError where the target exists, a process is writing to the store, or the store itself fails verification.
 * @example
 * import { backupStore } from 'trrm';
 *
 * const { rows, entries } = await backupStore('.trrm/demo/market.duckdb', '.trrm/backup.duckdb');
 * console.log(rows, entries);
 */
export async function backupStore(store: string, target: string): Promise<Backup> {
  if (!existsSync(store))
    throw userError('no-store', store, 'does not exist.', 'Name the store to back up with --store.');
  const trials = trialLedgerFiles(`${target}.trials.jsonl`);
  for (const file of [target, ...trials]) refuseExisting(file);
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  const copied = trialLedgerFiles(`${temporary}.trials`);
  try {
    makeFolder(dirname(target));
    copyStore(realpathSync(store), temporary);
    const found = await verified(temporary, store);
    const trialEntries = copyTrialLedger(trialLedgerBeside(store), copied[0]);
    const made: [string, string][] = copied.flatMap((file, i) =>
      existsSync(file) ? [[file, trials[i]!]] : [],
    );
    // The store last: where it is, the backup is whole.
    made.push([temporary, target]);
    for (const [from] of made) await flush(from);
    for (const [from, to] of made) appear(from, to);
    flushFolder(dirname(target));
    return { file: target, bytes: statSync(target).size, trialEntries, ...found };
  } catch (error) {
    const problem = error instanceof UserError ? null : systemProblem(error, target);
    throw problem ? new UserError([problem]) : error;
  } finally {
    for (const ending of ['', '.wal', '.lock']) rmSync(`${temporary}${ending}`, { force: true });
    for (const file of copied) rmSync(file, { force: true });
  }
}

function refuseExisting(target: string): void {
  if (existsSync(target))
    throw userError(
      'backup-exists',
      target,
      'exists already; a backup never overwrites a file.',
      'Name another file.',
    );
}

/** Copies the database and its write-ahead log while nothing writes to them. */
function copyStore(store: string, temporary: string): void {
  const lock = takeReadLock(store, 'trrm backup');
  try {
    for (const ending of ['', '.wal'])
      if (existsSync(`${store}${ending}`))
        copyFileSync(
          `${store}${ending}`,
          `${temporary}${ending}`,
          constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE,
        );
  } finally {
    lock.release();
  }
}

/** Copies a ledger of trials while others may add to it. @returns its entries. @throws UserError where it is not as it was written. */
function copyTrialLedger(ledger: string, to: string): number {
  if (readTrialLedger(ledger).length === 0) return 0;
  // The head first: an entry that a sweep adds meanwhile stands after those it names.
  const [from, copies] = [trialLedgerFiles(ledger), trialLedgerFiles(to)];
  for (const i of [1, 0] as const) copyFileSync(from[i], copies[i], constants.COPYFILE_EXCL);
  return readTrialLedger(to).length;
}

/** Opens the copy, which also takes up its write-ahead log, and compares all of it with its checksums. */
async function verified(
  copy: string,
  store: string,
): Promise<Pick<Backup, 'imports' | 'rows' | 'entries' | 'unverifiedImports'>> {
  const opened = await openStore(copy, { purpose: 'trrm backup', mode: 'existing' });
  try {
    const { imports, rows, faults, withoutChecksum } = await opened.verifyImports();
    const ledger = await verifyLedger(opened);
    const [fault] = faults;
    const wrong = fault
      ? `import ${fault.import}: ${fault.message}`
      : ledger.kind === 'broken'
        ? `ledger entry ${ledger.entry}: ${ledger.fault}.`
        : null;
    if (wrong !== null || ledger.kind === 'broken')
      throw userError(
        'store-not-verified',
        store,
        `is not as it was written, so it is not backed up: ${wrong}`,
        'trrm status --verify lists what differs. Go back to an earlier copy.',
      );
    return { imports, rows, entries: ledger.entries, unverifiedImports: withoutChecksum.length };
  } finally {
    await opened.close();
  }
}

async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Gives the finished copy its name, unless a file of that name was made in the meantime. */
function appear(temporary: string, target: string): void {
  try {
    linkSync(temporary, target);
  } catch (error) {
    refuseExisting(target);
    // A file system without hard links, such as that of a memory stick.
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP'].includes((error as NodeJS.ErrnoException).code ?? ''))
      throw error;
    renameSync(temporary, target);
  }
}

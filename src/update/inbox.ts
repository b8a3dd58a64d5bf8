import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { flushFolder } from '../market/files/flush-folder.ts';
import { fingerprint } from '../market/import/decoding/fingerprint.ts';
import { makeFolder } from '../market/files/make-folder.ts';
import { systemProblem } from '../market/files/system-error.ts';
import { takeLock } from '../market/store/lock.ts';
import type { Lock } from '../market/store/lock-owner.ts';
import { userError } from '../market/problem.ts';
import {
  type FreshEntry,
  type InboxEntry,
  type InboxLedger,
  type Judged,
  type KeptFile,
  openInboxLedger,
} from './inbox-ledger.ts';

const DOUBTFUL = 'doubtful';
/** Bodies that are being received, in a folder for each connection. Hidden, so that no import finds them. */
const INCOMING = '.incoming';

const hashOf = (path: string): Promise<string> => fingerprint(path, () => undefined);

/** A body that has been received and not been named yet. */
export interface Received {
  readonly bytes: number;
  readonly sha256: string;
}

/** A difference between a kept file and its line in the ledger. */
export interface InboxFault {
  readonly file: string;
  readonly fault: 'missing' | 'changed';
}

/**
 * The folder of raw files and its ledger, owned by one process from opening to `close`. A file is never overwritten, and
 * one that was judged doubtful lies in `doubtful/`, which is not imported.
 */
export interface Inbox {
  readonly folder: string;
  readonly entries: readonly InboxEntry[];
  /** Where a connection writes a body before it is judged; under its final name, from which some formats infer the series. */
  partFile(connection: string, name: string): string;
  /** Where a file would be kept, relative to the inbox: a free name. */
  nameFor(source: string, year: string, name: string, judged: Judged): string;
  /** Records a received body and gives it its name. */
  keep(part: string, entry: Extract<FreshEntry, { kind: 'fetched' }>): void;
  record(entry: Exclude<FreshEntry, { kind: 'fetched' }>): void;
  /** Files in the inbox that no line of the ledger names as they are now: the user put them there. */
  placed(): Promise<readonly (Received & { readonly file: string })[]>;
  /** Paths of the files to import, in an order that depends on nothing but their names. */
  acceptedFiles(): readonly string[];
  /** Compares every kept file with the ledger. */
  verify(): Promise<readonly InboxFault[]>;
  close(): void;
}

/** @throws UserError if the inbox is in use, damaged, or cannot be written. */
export async function openInbox(folder: string): Promise<Inbox> {
  let lock: Lock;
  try {
    makeFolder(folder);
    lock = takeLock(join(folder, 'inbox'), 'trrm update');
  } catch (error) {
    const problem = systemProblem(error, folder);
    throw problem ? userError(problem.code, problem.about, problem.message, problem.remedy) : error;
  }
  try {
    const ledger = openInboxLedger(folder);
    await recover(folder, ledger);
    return inboxOn(folder, ledger, lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

const isKept = (entry: InboxEntry): entry is KeptFile => entry.kind === 'fetched' || entry.kind === 'placed';

/** The last entry of each file: a placed file may have been replaced by the user. */
function latestByFile(entries: readonly InboxEntry[]): Map<string, KeptFile> {
  return new Map(entries.filter(isKept).map((entry) => [entry.body.file, entry]));
}

/**
 * A program that was killed may have recorded a file and not named it yet: the body with the recorded hash gets its
 * name. Any other part file is removed.
 */
async function recover(folder: string, { entries }: InboxLedger): Promise<void> {
  const incoming = join(folder, INCOMING);
  if (!existsSync(incoming)) return;
  const parts = readdirSync(incoming, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const unnamed = entries.filter(
    (entry) => entry.kind === 'fetched' && !existsSync(join(folder, ...entry.body.file.split('/'))),
  ) as Extract<InboxEntry, { kind: 'fetched' }>[];
  for (const part of parts) {
    const sha256 = await hashOf(part);
    const entry = unnamed.find(({ body }) => body.sha256 === sha256);
    if (entry) {
      const target = join(folder, ...entry.body.file.split('/'));
      makeFolder(dirname(target));
      renameSync(part, target);
      flushFolder(dirname(target));
    }
  }
  rmSync(incoming, { recursive: true, force: true });
}

function inboxOn(folder: string, ledger: InboxLedger, lock: Lock): Inbox {
  const pathOf = (file: string): string => join(folder, ...file.split('/'));
  return {
    folder,
    entries: ledger.entries,
    partFile: (connection, name) => {
      const place = join(folder, INCOMING, connection.replaceAll(/[^a-z0-9.-]/gi, '-'));
      makeFolder(place);
      return join(place, name);
    },
    nameFor: (source, year, name, judged) => {
      const at = judged.kind === 'doubtful' ? `${DOUBTFUL}/${source}/${year}` : `${source}/${year}`;
      const taken = latestByFile(ledger.entries);
      for (let n = 1; ; n++) {
        const file = `${at}/${n === 1 ? name : numbered(name, n)}`;
        if (!taken.has(file) && !existsSync(pathOf(file))) return file;
      }
    },
    keep: (part, entry) => {
      const target = pathOf(entry.body.file);
      mkdirSync(dirname(target), { recursive: true });
      ledger.append(entry);
      renameSync(part, target);
      flushFolder(dirname(target));
    },
    record: (entry) => ledger.append(entry),
    placed: async () => {
      const known = latestByFile(ledger.entries);
      const found: (Received & { file: string })[] = [];
      for (const file of filesIn(folder)) {
        const entry = known.get(file);
        // A fetched file is the publisher's: if it was changed, `verify` says so, and it is not taken for a new one.
        if (entry?.kind === 'fetched') continue;
        const sha256 = await hashOf(pathOf(file));
        if (entry?.body.sha256 !== sha256) found.push({ file, sha256, bytes: statSync(pathOf(file)).size });
      }
      return found;
    },
    acceptedFiles: () =>
      [...latestByFile(ledger.entries).values()]
        .filter(({ judged, body }) => judged.kind === 'accepted' && existsSync(pathOf(body.file)))
        .map(({ body }) => body.file)
        .sort()
        .map(pathOf),
    verify: async () => {
      const faults: InboxFault[] = [];
      for (const [file, { body }] of [...latestByFile(ledger.entries)].sort(([a], [b]) => (a < b ? -1 : 1))) {
        if (!existsSync(pathOf(file))) faults.push({ file, fault: 'missing' });
        else if ((await hashOf(pathOf(file))) !== body.sha256) faults.push({ file, fault: 'changed' });
      }
      return faults;
    },
    close: () => {
      rmSync(join(folder, INCOMING), { recursive: true, force: true });
      lock.release();
    },
  };
}

/** `name.csv` as `name.2.csv`, so that its format can still be read off its name. */
function numbered(name: string, n: number): string {
  const dot = name.indexOf('.');
  return dot <= 0 ? `${name}.${n}` : `${name.slice(0, dot)}.${n}${name.slice(dot)}`;
}

/** The files in an inbox, relative to it, without its own and without doubtful ones. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
    )
    .filter(
      (file) =>
        file.includes('/') &&
        !file.startsWith(`${DOUBTFUL}/`) &&
        !file.split('/').some((part) => part.startsWith('.')),
    )
    .sort();
}

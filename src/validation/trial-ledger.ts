import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { makeFolder } from '../market/files/make-folder.ts';
import { sha256 } from '../market/files/sha256.ts';
import { userError } from '../market/problem.ts';
import { takeLock } from '../market/store/lock.ts';
import { isoDaySchema } from '../market/published.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const chained = { previous: hash, day: isoDaySchema, sweep: hash, snapshot: hash };

/** An entry of the trial ledger: rule books that were tried, or the one look at a holdout. */
const entry = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('trials'),
    ...chained,
    objective: z.string(),
    note: z.string(),
    trials: z.array(hash),
  }),
  z.strictObject({
    kind: z.literal('confirm'),
    ...chained,
    holdout: isoDaySchema,
    trial: hash,
    months: z.int(),
    /** The last session looked at, with which its last month ends; absent in entries that earlier versions wrote. */
    to: isoDaySchema.optional(),
    /** Sharpe ratio a year on the holdout, and in the sweep. */
    confirmed: z.number(),
    searched: z.number(),
  }),
]);

export type TrialLedgerEntry = z.infer<typeof entry>;
export type NewTrialLedgerEntry = TrialLedgerEntry extends infer E
  ? E extends TrialLedgerEntry
    ? Omit<E, 'previous'>
    : never
  : never;
export type Confirmation = Extract<TrialLedgerEntry, { readonly kind: 'confirm' }>;

/** The hash that the first entry names. */
const NOTHING = '0'.repeat(64);

/** The ledger of the trials on a store's data, beside the store. */
export const trialLedgerBeside = (store: string): string => join(dirname(store), 'trials.jsonl');

const head = z.strictObject({ entries: z.int().min(0), last: hash });
/** How many entries a ledger has, and the hash of the last: a chain alone does not show that its end was cut off. */
type Head = z.infer<typeof head>;

const headOf = (ledger: string): string => `${ledger}.head`;

/** The files of a ledger: itself and its head. One without the other is not a ledger. */
export const trialLedgerFiles = (ledger: string): readonly [string, string] => [ledger, headOf(ledger)];

/**
 * The entries of a ledger, the earliest first; none where there is no file. A last line without its end was being written when the
 * program was killed: it is not an entry, and the next one replaces it.
 *
 * @throws UserError where a line was changed, or one is missing, also the last.
 */
export function readTrialLedger(file: string): TrialLedgerEntry[] {
  // The head first: an entry that another process adds meanwhile stands after it.
  const known = readHead(file);
  const lines = linesOf(file);
  let previous = NOTHING;
  const entries = lines.map((line, i) => {
    const read = parsed(line);
    if (read === null || read.previous !== previous)
      throw changed(
        `${file}:${i + 1}`,
        read === null ? 'is not an entry of a trial ledger.' : 'does not follow from the line before it.',
      );
    previous = sha256(line);
    return read;
  });
  if (known === null && lines.length > 0)
    throw changed(headOf(file), 'is missing or damaged, so that nobody knows how long the ledger was.');
  const missing = (known?.entries ?? 0) - lines.length;
  if (missing > 0)
    throw changed(
      file,
      `has ${lines.length} of its ${known!.entries} entries: ${missing} at its end ${missing === 1 ? 'is' : 'are'} missing.`,
    );
  if (known !== null && known.entries > 0 && sha256(lines[known.entries - 1]!) !== known.last)
    throw changed(`${file}:${known.entries}`, 'is not the entry that was written last.');
  return entries;
}

const changed = (about: string, message: string) =>
  userError(
    'trial-ledger',
    about,
    message,
    'The ledger was changed. Restore it and its .head from a backup: the count of trials rests on them.',
  );

function readHead(ledger: string): Head | null {
  const file = headOf(ledger);
  if (!existsSync(file)) return null;
  try {
    return head.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

function writeHead(ledger: string, to: Head): void {
  const file = headOf(ledger);
  writeFileSync(`${file}.new`, `${JSON.stringify(to)}\n`, { flush: true });
  renameSync(`${file}.new`, file);
}

const linesOf = (file: string): string[] => (existsSync(file) ? wholeLines(readFileSync(file, 'utf8')) : []);

const wholeLines = (text: string): string[] => text.split('\n').slice(0, -1);

function parsed(line: string): TrialLedgerEntry | null {
  try {
    const result = entry.safeParse(JSON.parse(line));
    return result.success ? result.data : null;
  } catch {
    return null;
  }
}

/** Distinct trials in a ledger. */
export const countTrials = (entries: readonly TrialLedgerEntry[]): number => trialsIn(entries).size;

const trialsIn = (entries: readonly TrialLedgerEntry[]): Set<string> =>
  new Set(entries.flatMap((e) => (e.kind === 'trials' ? e.trials : [])));

/**
 * Records trials that are about to be run. Those that are in the ledger already are not recorded again; where all are, nothing is
 * written.
 *
 * @returns the distinct trials in the ledger afterwards.
 */
export function recordTrials(
  file: string,
  { trials, ...rest }: Omit<Extract<NewTrialLedgerEntry, { readonly kind: 'trials' }>, 'kind'>,
): number {
  return withLedger(file, (entries, append) => {
    const known = trialsIn(entries);
    const fresh = [...new Set(trials)].filter((id) => !known.has(id));
    if (fresh.length > 0) append({ kind: 'trials', ...rest, trials: fresh });
    return known.size + fresh.length;
  });
}

/** Records the one look of a sweep at its holdout, unless it has looked before. @returns the earlier look, if any. */
export function recordConfirmation(
  file: string,
  confirmation: Omit<Extract<NewTrialLedgerEntry, { readonly kind: 'confirm' }>, 'kind'>,
): Confirmation | null {
  return withLedger(file, (entries, append) => {
    const earlier = confirmationsIn(entries).find(({ sweep }) => sweep === confirmation.sweep);
    if (!earlier) append({ kind: 'confirm', ...confirmation });
    return earlier ?? null;
  });
}

export const confirmationsIn = (entries: readonly TrialLedgerEntry[]): Confirmation[] =>
  entries.filter((e) => e.kind === 'confirm');

/** Runs work on a ledger that nobody else writes meanwhile. */
function withLedger<T>(
  file: string,
  work: (entries: readonly TrialLedgerEntry[], append: (e: NewTrialLedgerEntry) => void) => T,
): T {
  makeFolder(dirname(file));
  const lock = takeLock(file, 'trrm sweep');
  try {
    const entries = readTrialLedger(file);
    return work(entries, (added) => appendTo(file, added));
  } finally {
    lock.release();
  }
}

function appendTo(file: string, added: NewTrialLedgerEntry): void {
  const lines = linesOf(file);
  // Before the first entry: a ledger without a head is one whose head was deleted.
  if (lines.length === 0) writeHead(file, { entries: 0, last: NOTHING });
  const { kind, ...rest } = added;
  const line = JSON.stringify({
    kind,
    previous: lines.length === 0 ? NOTHING : sha256(lines.at(-1)!),
    ...rest,
  });
  const descriptor = openSync(file, existsSync(file) ? 'r+' : 'w');
  try {
    const end = Buffer.byteLength(lines.map((l) => `${l}\n`).join(''));
    ftruncateSync(descriptor, end);
    writeSync(descriptor, `${line}\n`, end);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  // A program that is killed before this has one entry more than its head names, which is none the worse.
  writeHead(file, { entries: lines.length + 1, last: sha256(line) });
}

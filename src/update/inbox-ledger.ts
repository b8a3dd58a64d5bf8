import {
  appendFileSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  truncateSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { canonicalJson } from '../decision/document/canonical-json.ts';
import { sha256 } from '../market/files/sha256.ts';
import { systemProblem } from '../market/files/system-error.ts';
import { sha256Schema } from '../market/published.ts';
import { userError } from '../market/problem.ts';

/*
 * The inbox's own record, one JSON object a line, each with the hash of the line before: what was asked, what came, where
 * it is kept, and whether it was judged fit to import. A line is written and flushed before its file gets its name.
 */

const NAME = 'ledger.jsonl';
const FIRST_PREVIOUS = '0'.repeat(64);

const askedSchema = z.strictObject({
  /** Which of the source's requests: its position, and the value of {series} if it has one. */
  request: z.string(),
  method: z.enum(['GET', 'POST']),
  url: z.string(),
  /** Of the request's body; cookies and headers are not recorded. */
  bodySha256: sha256Schema.nullable(),
  from: z.iso.date(),
  to: z.iso.date(),
});

const bodySchema = z.strictObject({
  /** Relative to the inbox, with `/`. */
  file: z.string(),
  bytes: z.int().nonnegative(),
  sha256: sha256Schema,
  finalUrl: z.string(),
  status: z.int(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
});

const judgedSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('accepted'),
    format: z.string(),
    rows: z.int().nonnegative(),
    first: z.iso.date().nullable(),
    last: z.iso.date().nullable(),
  }),
  z.strictObject({ kind: z.literal('doubtful'), reason: z.string(), message: z.string() }),
]);

const entryContents = {
  seq: z.int().positive(),
  source: z.string(),
  /** ISO instant, UTC. */
  at: z.string(),
  /** Of all sources as they were defined then. */
  sourcesSha256: sha256Schema,
};

const entrySchema = z.discriminatedUnion('kind', [
  /** A file that a server sent. */
  z.strictObject({
    ...entryContents,
    kind: z.literal('fetched'),
    asked: askedSchema,
    body: bodySchema,
    judged: judgedSchema,
  }),
  /** A file that the user put into the inbox. */
  z.strictObject({
    ...entryContents,
    kind: z.literal('placed'),
    body: bodySchema.pick({ file: true, bytes: true, sha256: true }),
    judged: judgedSchema,
  }),
  /** The server has no file for the day: 404 or 410. */
  z.strictObject({ ...entryContents, kind: z.literal('absent'), asked: askedSchema, status: z.int() }),
  /** The server has nothing newer than what was kept: 304. */
  z.strictObject({ ...entryContents, kind: z.literal('unchanged'), asked: askedSchema }),
]);

const lineSchema = z.strictObject({ entry: entrySchema, previous: sha256Schema, hash: sha256Schema });

export type InboxEntry = z.infer<typeof entrySchema>;
export type Asked = z.infer<typeof askedSchema>;
export type Judged = z.infer<typeof judgedSchema>;
export type KeptFile = Extract<InboxEntry, { kind: 'fetched' | 'placed' }>;

type WithoutSeq<T> = T extends unknown ? Omit<T, 'seq'> : never;
/** An entry as it is handed over; the ledger numbers it. */
export type FreshEntry = WithoutSeq<InboxEntry>;

export interface InboxLedger {
  readonly entries: readonly InboxEntry[];
  /** Appends an entry and flushes it to the disk. */
  append(entry: FreshEntry): void;
}

const hashOf = (previous: string, entry: InboxEntry): string =>
  sha256(`${previous}\n${canonicalJson(entry)}`);

/**
 * Opens the ledger of an inbox. A last line without its line end was being written when the program was killed: it is
 * removed, and the file that it announced with it.
 *
 * @throws UserError for a line that is not an entry, or whose hash does not follow from the line before.
 */
export function openInboxLedger(inbox: string): InboxLedger {
  const file = join(inbox, NAME);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) truncateSync(file, Buffer.byteLength(whole));
  const entries: InboxEntry[] = [];
  let previous = FIRST_PREVIOUS;
  for (const [i, line] of whole.split('\n').slice(0, -1).entries()) {
    const read = entryOf(line, previous, entries.length + 1);
    if (typeof read === 'string')
      throw userError(
        'damaged-inbox',
        `${file}, line ${i + 1}`,
        read,
        'Restore the inbox from a copy, or move it away: the files in it can be imported with `trrm import`.',
      );
    entries.push(read.entry);
    previous = read.hash;
  }
  return {
    entries,
    append: (fresh) => {
      const entry = entrySchema.parse({ ...fresh, seq: entries.length + 1 });
      const hash = hashOf(previous, entry);
      appendFlushed(file, `${JSON.stringify({ entry, previous, hash })}\n`);
      entries.push(entry);
      previous = hash;
    },
  };
}

function entryOf(line: string, previous: string, seq: number): z.infer<typeof lineSchema> | string {
  let content: unknown;
  try {
    content = JSON.parse(line);
  } catch {
    return 'is not JSON.';
  }
  const parsed = lineSchema.safeParse(content);
  if (!parsed.success) return `is not an entry of an inbox (${parsed.error.issues[0]!.message}).`;
  const { entry, hash } = parsed.data;
  return parsed.data.previous === previous && entry.seq === seq && hash === hashOf(previous, entry)
    ? parsed.data
    : 'does not follow from the line before: it was changed, or lines are missing.';
}

function appendFlushed(file: string, line: string): void {
  const descriptor = openSync(file, 'a');
  try {
    appendFileSync(descriptor, line);
    fsyncSync(descriptor);
  } catch (error) {
    const problem = systemProblem(error, file);
    throw problem ? userError(problem.code, problem.about, problem.message, problem.remedy) : error;
  } finally {
    closeSync(descriptor);
  }
}

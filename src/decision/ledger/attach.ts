import { isDeepStrictEqual } from 'node:util';
import { day, displayDay } from '../../market/day.ts';
import { userError } from '../../market/problem.ts';
import type {
  AttachedEntry,
  PackEntry,
  PackPayload,
  ResolutionEntry,
  ResolutionPayload,
} from './entries/attached-entry.ts';
import { addAttachedRow, PACK_DOCUMENT, readAttached, readAttachedRows } from './tables/attached-table.ts';
import { entryOfKindAfter } from './entries/entry-kinds.ts';
import type { LedgerEntry } from './entries/ledger-entry.ts';
import {
  lastLink,
  type LedgerStore,
  readEntries,
  readLedger,
  writeHead,
  writeLedger,
} from './tables/ledger-table.ts';
import { filledText, LONGEST_AUTHOR, LONGEST_NOTE, oneLineText, storable } from './entries/ledger-text.ts';
import type { PublishedFile } from '../publish/manifest.ts';
import { sha256 } from '../../market/files/sha256.ts';

/** A pack to record: what it shows, and the files that it consists of. */
export interface PackToRecord {
  /** Number of the decision. */
  readonly about: number;
  readonly chromium: string | null;
  /** The text of `pack.json`, which must be among the files. */
  readonly document: string;
  readonly files: readonly PublishedFile[];
  readonly author: string;
  /** ISO date, by the caller's clock. */
  readonly recordedOn: string;
}

/** A resolution of the committee, to be recorded. */
export interface ResolutionToRecord extends Omit<ResolutionPayload, 'decision'> {
  readonly about: number;
  readonly author: string;
  readonly recordedOn: string;
}

/**
 * Records a pack in the ledger, chained to the entry before it. A pack made twice from the same things is recorded once.
 *
 * @param store an open store, not opened with `read`.
 * @throws UserError where the ledger is broken or the decision is not in it.
 */
export async function recordPack(store: LedgerStore, pack: PackToRecord): Promise<PackEntry> {
  const { about, chromium, document, files, recordedOn } = pack;
  if (files.find(({ name }) => name === PACK_DOCUMENT)?.sha256 !== sha256(document))
    throw new RangeError('pack.json is not among the files that the pack seals');
  const author = oneLineText(pack.author, 'author', LONGEST_AUTHOR);
  return attach(store, about, document, ({ decision }) => ({
    kind: 'pack',
    payload: { decision, chromium } satisfies PackPayload,
    files,
    author,
    recordedOn,
  })) as Promise<PackEntry>;
}

/**
 * Records the committee's resolution on a decision. The resolution last recorded on it is not recorded twice; another one
 * stands after it and supersedes it.
 *
 * @param store an open store, not opened with `read`.
 * @throws UserError where the ledger is broken, the decision is not in it, or a text is empty or too long.
 */
export async function recordResolution(
  store: LedgerStore,
  { about, outcome, members, votes, dissent, text, resolvedOn, author, recordedOn }: ResolutionToRecord,
): Promise<ResolutionEntry> {
  const line = (given: string, name: string): string =>
    given.trim() === '' ? '' : oneLineText(given, name, LONGEST_NOTE);
  const said: Omit<ResolutionPayload, 'decision'> = {
    outcome,
    members: members.map((m) => oneLineText(m, 'members', LONGEST_AUTHOR)),
    votes: line(votes, 'votes'),
    dissent: line(dissent, 'dissent'),
    text: text.trim() === '' ? '' : filledText(storable(text), 'text', LONGEST_NOTE),
    ...(resolvedOn !== undefined && resolvedOn !== recordedOn && { resolvedOn }),
  };
  if (said.members.length === 0)
    throw userError(
      'no-members',
      'resolution',
      'Nobody is named who resolved it.',
      'Name them with --members.',
    );
  const by = oneLineText(author, 'author', LONGEST_AUTHOR);
  return attach(store, about, null, ({ decision, asOf }) => {
    checkMeeting(resolvedOn ?? recordedOn, { asOf, recordedOn });
    return { kind: 'resolution', payload: { ...said, decision }, files: [], author: by, recordedOn };
  }) as Promise<ResolutionEntry>;
}

/** A committee meets after the market data of the decision are known, and before what it resolved is recorded. */
function checkMeeting(
  on: string,
  { asOf, recordedOn }: { readonly asOf: string; readonly recordedOn: string },
): void {
  if (on >= asOf && on <= recordedOn) return;
  const shown = (isoDate: string): string => displayDay(day(isoDate));
  throw userError(
    'meeting-day',
    'resolution',
    `${shown(on)} cannot be the day of the meeting: the decision is as of ${shown(asOf)}, and today is ${shown(recordedOn)}.`,
    'Give a day from the first to the second with --on.',
  );
}

type Unchained = Pick<AttachedEntry, 'kind' | 'payload' | 'files' | 'author' | 'recordedOn'>;

const attach = (
  store: LedgerStore,
  about: number,
  document: string | null,
  entryFor: (decision: Pick<LedgerEntry, 'decision' | 'asOf'>) => Unchained,
): Promise<AttachedEntry> =>
  chain(store, document, (entries) => {
    const decided = entries.find(({ seq }) => seq === about);
    if (!decided)
      throw userError(
        'no-decision',
        'ledger',
        `Entry ${about} is not a decision.`,
        'List the decisions with trrm ledger list.',
      );
    return { ...entryFor(decided), asOf: decided.asOf, about };
  });

/**
 * Chains an entry to the last one of the ledger. What was last recorded of its kind about the same entry is not recorded twice.
 *
 * @param document text of `pack.json`; null for another kind.
 */
export const chain = (
  store: LedgerStore,
  document: string | null,
  entryFor: (
    decisions: readonly LedgerEntry[],
  ) => Unchained & { readonly asOf: string; readonly about: number | null },
): Promise<AttachedEntry> =>
  writeLedger(store, async (connection) => {
    const entries = await readEntries(connection);
    const last = await lastLink(connection, entries);
    const made = entryFor(entries);
    const same = (await readAttached(connection)).findLast(
      (e) => e.about === made.about && e.kind === made.kind,
    );
    if (same && isSame(same, made)) return same;
    const entry = entryOfKindAfter(last, made) as AttachedEntry;
    await addAttachedRow(connection, entry, document);
    await writeHead(connection, entry);
    return entry;
  });

/** Whether two entries record the same; who recorded it and when does not count. */
const isSame = (a: Unchained, b: Unchained): boolean =>
  isDeepStrictEqual([a.payload, a.files], [b.payload, b.files]);

/**
 * All packs and resolutions, oldest first.
 *
 * @param store an open store.
 */
export const listAttached = (store: LedgerStore): Promise<AttachedEntry[]> =>
  readLedger(store, readAttached, []);

/** The text of `pack.json` of a pack's entry; null for an entry that is not a pack. */
export const packDocument = (store: LedgerStore, seq: number): Promise<string | null> =>
  readLedger(
    store,
    async (connection) =>
      (await readAttachedRows(connection)).find((row) => row.seq === seq)?.document ?? null,
    null,
  );

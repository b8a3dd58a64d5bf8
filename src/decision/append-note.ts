import { userError } from '../market/problem.ts';
import {
  hashNote,
  LONGEST_AUTHOR,
  LONGEST_NOTE,
  noteAfter,
  type NoteEntry,
  type NotePayload,
} from './ledger-note.ts';
import {
  addNoteEntry,
  lastLink,
  type LedgerStore,
  readEntries,
  readLedger,
  readNotes,
  writeLedger,
} from './ledger-table.ts';

/** A remark on a scenario, to be recorded. */
export interface NoteToRecord extends NotePayload {
  readonly asOf: string;
  readonly author: string;
  /** ISO date, by the caller's clock. */
  readonly recordedOn: string;
}

/**
 * Appends a note on a what-if scenario to the ledger, chained to the entry before it. It refers to the last decision of the same
 * as-of date, where there is one. The note last recorded is not recorded twice.
 *
 * @param store an open store, not opened with `read`.
 * @throws UserError where the ledger is broken, or text or author are empty or too long.
 */
export async function appendNote(store: LedgerStore, note: NoteToRecord): Promise<NoteEntry> {
  const { asOf, recordedOn, scenario, figures } = note;
  const author = oneLine(note.author, 'author', LONGEST_AUTHOR);
  const text = filled(note.text, 'note', LONGEST_NOTE);
  const payload: NotePayload = { scenario: storable(scenario), text, figures };
  return writeLedger(store, async (connection) => {
    const entries = await readEntries(connection);
    const last = await lastLink(connection, entries);
    const about = entries.findLast((e) => e.asOf === asOf)?.seq ?? null;
    const entry = noteAfter(last, { asOf, about, payload, author, recordedOn });
    const before = (await readNotes(connection)).at(-1);
    if (before && before.seq === last?.seq && isSameNote(before, entry)) return before;
    await addNoteEntry(connection, entry);
    return entry;
  });
}

const isSameNote = (a: NoteEntry, b: NoteEntry): boolean =>
  hashNote({ ...a, seq: 0, previous: '' }) === hashNote({ ...b, seq: 0, previous: '' });

/** Half a surrogate pair and control characters cannot be stored, and what is hashed must be what is stored. */
const storable = (text: string): string =>
  text.replace(/\p{Surrogate}/gu, '\uFFFD').replace(/(?![\n\t])\p{Control}/gu, '');

function filled(text: string, about: string, longest: number): string {
  const trimmed = storable(text).trim();
  const length = Array.from(trimmed).length;
  if (length > 0 && length <= longest) return trimmed;
  throw userError(
    'note',
    about,
    length === 0 ? 'It is empty.' : `It has ${length} characters.`,
    `Write at most ${longest} characters.`,
  );
}

const oneLine = (text: string, about: string, longest: number): string =>
  filled(text.replace(/\s+/g, ' '), about, longest);

/**
 * All notes, oldest first.
 *
 * @param store an open store.
 */
export const listNotes = (store: LedgerStore): Promise<NoteEntry[]> => readLedger(store, readNotes, []);

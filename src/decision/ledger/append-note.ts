import { hashNote, noteAfter, type NoteEntry, type NotePayload } from './entries/ledger-note.ts';
import {
  addNoteEntry,
  lastLink,
  type LedgerStore,
  readEntries,
  readLedger,
  readNotes,
  writeLedger,
} from './tables/ledger-table.ts';
import { filledText, LONGEST_AUTHOR, LONGEST_NOTE, oneLineText, storable } from './entries/ledger-text.ts';

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
  const author = oneLineText(note.author, 'author', LONGEST_AUTHOR);
  const text = filledText(note.text, 'note', LONGEST_NOTE);
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

/**
 * All notes, oldest first.
 *
 * @param store an open store.
 */
export const listNotes = (store: LedgerStore): Promise<NoteEntry[]> => readLedger(store, readNotes, []);

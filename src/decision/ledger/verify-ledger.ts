import {
  type AttachedRow,
  attachedEntryOf,
  PACK_DOCUMENT,
  readAttachedRows,
} from './tables/attached-table.ts';
import { hashEntryOfKind } from './entries/entry-kinds.ts';
import { GENESIS_HASH, hashEntry } from './entries/ledger-entry.ts';
import { hashNote, type NoteEntry } from './entries/ledger-note.ts';
import {
  type LedgerEntryWithTexts,
  type LedgerHead,
  type LedgerStore,
  readLedger,
  readEntries,
  readNotes,
  readWithTexts,
  readHead,
} from './tables/ledger-table.ts';
import { sha256 } from '../../market/files/sha256.ts';

/** Whether the chain is intact, and the first entry where it is not. */
export type LedgerVerification =
  | {
      readonly kind: 'sound';
      readonly entries: number;
      readonly head: string | null;
      /** The entry that has the expected hash, where one was given. */
      readonly expectedAt?: number;
    }
  | { readonly kind: 'broken'; readonly entry: number; readonly fault: string };

/**
 * Checks every entry's texts against their hashes, its fields against its own hash, and its link to the previous
 * entry; then that the ledger ends with the entry last written. Detects edited, removed, inserted and reordered
 * entries. A chain rebuilt from a change onwards, cut at its end or emptied is sound in itself: it is detected only by a
 * hash that was printed and signed, given as `expected`. Stored bytes are compared, so entries of any version of the decision schema verify.
 *
 * @param store an open store.
 * @param expected the hash of an entry, or its first digits: `broken` if no entry has it.
 * @returns `sound` with the number of entries and the last hash, or `broken` with the first entry at fault.
 * @example
 * import { openStore, verifyLedger } from 'trrm';
 *
 * const store = await openStore('.trrm/demo/market.duckdb');
 * console.log(await verifyLedger(store));
 * await store.close();
 */
export function verifyLedger(store: LedgerStore, expected?: string): Promise<LedgerVerification> {
  let foundAt: number | null = null;
  return readLedger<LedgerVerification>(
    store,
    async (connection) => {
      const notes = await readNotes(connection);
      const attached = await readAttachedRows(connection);
      const numbers = [
        ...(await readEntries(connection)).map((entry) => entry.seq),
        ...notes.map((note) => note.seq),
        ...attached.map((row) => row.seq),
      ].sort((a, b) => a - b);
      let previous = GENESIS_HASH;
      for (const [i, seq] of numbers.entries()) {
        if (seq !== i + 1) return broken(i + 1, seq > i + 1 ? 'it is missing' : `entry ${seq} occurs twice`);
        // One at a time, so that the texts of many years are never in memory together.
        const decisions = await readWithTexts(connection, seq, seq);
        const [link, ...others] = [
          ...decisions.map((entry): Link => ({ entry, fault: faultOfDecision(entry) })),
          ...notes
            .filter((note) => note.seq === seq)
            .map((note): Link => ({ entry: note, fault: faultOfNote(note) })),
          ...attached
            .filter((row) => row.seq === seq)
            .map((row): Link => ({ entry: row, fault: faultOfAttached(row) })),
        ];
        const entry = link!.entry;
        const fault =
          others.length > 0
            ? 'it occurs twice'
            : (link!.fault ??
              (entry.previous === previous ? null : 'it does not continue the previous entry'));
        if (fault !== null) return broken(seq, fault);
        previous = entry.hash;
        if (expected !== undefined && entry.hash.startsWith(expected)) foundAt = seq;
      }
      const checked = checkHead(numbers.length, previous, await readHead(connection));
      return expected === undefined || checked.kind === 'broken'
        ? checked
        : withExpected(checked, foundAt, expected);
    },
    expected === undefined ? EMPTY : withExpected(EMPTY, null, expected),
  );
}

type Sound = Extract<LedgerVerification, { kind: 'sound' }>;

const EMPTY: Sound = { kind: 'sound', entries: 0, head: null };

const withExpected = (sound: Sound, foundAt: number | null, expected: string): LedgerVerification =>
  foundAt === null
    ? broken(
        sound.entries + 1,
        `no entry has the hash ${expected}: ${sound.entries === 0 ? 'the ledger is empty' : 'entries were removed from the end, or the chain was rebuilt'}`,
      )
    : { ...sound, expectedAt: foundAt };

const broken = (entry: number, fault: string): LedgerVerification => ({ kind: 'broken', entry, fault });

/** An entry of any kind, and what is wrong with it in itself. */
interface Link {
  readonly entry: { readonly hash: string; readonly previous: string };
  readonly fault: string | null;
}

const CHANGED_FIELDS = 'its fields do not match its hash';

const faultOfDecision = (entry: LedgerEntryWithTexts): string | null =>
  faultOfTexts(entry) ?? (hashEntry(entry) === entry.hash ? null : CHANGED_FIELDS);

const faultOfNote = (note: NoteEntry): string | null =>
  hashNote(note) === note.hash ? null : CHANGED_FIELDS;

function faultOfAttached(row: AttachedRow): string | null {
  const entry = attachedEntryOf(row);
  if (!entry || hashEntryOfKind(entry) !== row.hash) return CHANGED_FIELDS;
  const listed = entry.files.find(({ name }) => name === PACK_DOCUMENT)?.sha256 ?? null;
  if ((row.document === null ? null : sha256(row.document)) !== listed)
    return 'its pack.json does not match the recorded hash';
  return null;
}

function faultOfTexts(entry: LedgerEntryWithTexts): string | null {
  const { texts } = entry;
  if (sha256(texts.decision) !== entry.decision) return 'its decision does not match the recorded hash';
  if (sha256(texts.rulebook) !== entry.rulebook) return 'its rule book does not match the recorded hash';
  if ((texts.portfolio && sha256(texts.portfolio.text)) !== (entry.portfolio?.sha256 ?? null)) {
    return 'its portfolio does not match the recorded hash';
  }
  return null;
}

function checkHead(entries: number, last: string, head: LedgerHead | null): LedgerVerification {
  if ((head?.seq ?? 0) !== entries) {
    return broken(
      Math.min(entries, head?.seq ?? 0) + 1,
      `the last entry written is ${head?.seq ?? 0}, but the ledger has ${entries}`,
    );
  }
  if (head && head.hash !== last) return broken(entries, 'it is not the entry last written');
  return { kind: 'sound', entries, head: head?.hash ?? null };
}

import { BEGINNING, hashEntry } from './ledger-entry.ts';
import {
  type FullEntry,
  type Head,
  type LedgerStore,
  lookAtLedger,
  readEntries,
  readFull,
  readHead,
} from './ledger-table.ts';
import { sha256 } from './sha256.ts';

/** Whether the chain holds, and where it first does not. */
export type Verdict =
  | { readonly kind: 'sound'; readonly entries: number; readonly head: string | null }
  | { readonly kind: 'broken'; readonly entry: number; readonly what: string };

/**
 * Checks every entry's texts against their hashes, its fields against its own hash, and its link to the entry
 * before; then that the ledger ends where it was last written to. Finds what was edited, removed, inserted or put in
 * another order. It cannot find a chain that was made anew from the first change on: compare a hash with one
 * that was printed and signed.
 */
export const verifyLedger = (store: LedgerStore): Promise<Verdict> =>
  lookAtLedger<Verdict>(
    store,
    async (connection) => {
      const numbers = (await readEntries(connection)).map((entry) => entry.seq);
      let previous = BEGINNING;
      for (const [i, seq] of numbers.entries()) {
        if (seq !== i + 1)
          return broken(i + 1, seq > i + 1 ? 'it is missing' : `entry ${seq} stands there twice`);
        // One at a time: the texts of many years need not be held together.
        const [entry, ...others] = await readFull(connection, seq, seq);
        const what = others.length > 0 ? 'it stands there twice' : faultOf(entry!, previous);
        if (what !== null) return broken(seq, what);
        previous = entry!.hash;
      }
      return endOf(numbers.length, previous, await readHead(connection));
    },
    { kind: 'sound', entries: 0, head: null },
  );

const broken = (entry: number, what: string): Verdict => ({ kind: 'broken', entry, what });

function faultOf(entry: FullEntry, previous: string): string | null {
  const { kept } = entry;
  if (sha256(kept.decision) !== entry.decision) return 'its decision is not the one that was recorded';
  if (sha256(kept.rulebook) !== entry.rulebook) return 'its rule book is not the one that was recorded';
  if ((kept.portfolio && sha256(kept.portfolio.text)) !== (entry.portfolio?.sha256 ?? null)) {
    return 'its portfolio is not the one that was recorded';
  }
  if (hashEntry(entry) !== entry.hash) return 'its fields do not give its hash';
  if (entry.previous !== previous) return 'it does not follow from the entry before it';
  return null;
}

function endOf(entries: number, last: string, head: Head | null): Verdict {
  if ((head?.seq ?? 0) !== entries) {
    return broken(
      Math.min(entries, head?.seq ?? 0) + 1,
      `the ledger was last written to at entry ${head?.seq ?? 0}, and has ${entries}`,
    );
  }
  if (head && head.hash !== last) return broken(entries, 'it is not the entry that was last written');
  return { kind: 'sound', entries, head: head?.hash ?? null };
}

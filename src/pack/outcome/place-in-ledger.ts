import { listNotes } from '../../decision/ledger/append-note.ts';
import { listAttached } from '../../decision/ledger/attach.ts';
import type { ResolutionEntry } from '../../decision/ledger/entries/attached-entry.ts';
import { filesOfEntry, listEntries } from '../../decision/ledger/ledger.ts';
import type { LedgerEntry } from '../../decision/ledger/entries/ledger-entry.ts';
import type { Store } from '../../market/store/store.ts';
import type { PackDecision } from '../document/pack-document.ts';

/** Where a decision stands in the ledger: its hashes, its files, and the chain up to it. */
export async function placeInLedger(store: Store, entry: LedgerEntry): Promise<PackDecision> {
  const kinds = [
    ...(await listEntries(store)).map((e) => ({ ...e, kind: 'decision' })),
    ...(await listNotes(store)),
    ...(await listAttached(store)),
  ];
  return {
    entry: entry.seq,
    hash: entry.hash,
    sha256: entry.decision,
    recordedOn: entry.recordedOn,
    // Later entries would change the pack every time one is recorded, this pack included.
    chain: kinds
      .filter(({ seq }) => seq <= entry.seq)
      .sort((a, b) => a.seq - b.seq)
      .map(({ seq, kind, asOf, hash }) => ({ entry: seq, kind, asOf, hash })),
    files: await filesOfEntry(store, entry.seq),
  };
}

/** The last resolution on a decision. */
export async function resolutionOn(store: Store, seq: number): Promise<ResolutionEntry | null> {
  const found = (await listAttached(store)).findLast((e) => e.kind === 'resolution' && e.about === seq);
  return (found as ResolutionEntry | undefined) ?? null;
}

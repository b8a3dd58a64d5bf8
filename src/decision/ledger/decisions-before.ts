import { type Decision, DECISION_SCHEMA } from '../document/decision.ts';
import type { LedgerEntry } from './entries/ledger-entry.ts';
import type { LedgerStore } from './tables/ledger-table.ts';
import { listEntries, showEntry } from './ledger.ts';

/** A decision of the ledger with its entry. */
export interface RecordedEntry {
  readonly entry: LedgerEntry;
  readonly decision: Decision;
  readonly rulebook: string;
}

/** Decisions that are looked back on, unless a whole record is. */
export const LOOKED_BACK = 12;

/**
 * The decisions that came before one in the ledger, oldest first: of each as-of date the last that was recorded before it.
 * Entries of another version of the decision schema are left out.
 *
 * @param most the latest so many entries.
 */
export async function decisionsBefore(
  store: LedgerStore,
  { seq, asOf }: Pick<LedgerEntry, 'seq' | 'asOf'>,
  most = LOOKED_BACK,
): Promise<RecordedEntry[]> {
  const byDay = new Map<string, LedgerEntry>();
  for (const entry of await listEntries(store))
    if (entry.seq < seq && entry.asOf < asOf) byDay.set(entry.asOf, entry);
  const earlier = [...byDay.values()].sort((a, b) => (a.asOf < b.asOf ? -1 : 1)).slice(-most);
  const found: RecordedEntry[] = [];
  for (const entry of earlier) {
    const { texts } = await showEntry(store, entry.seq);
    const decision = JSON.parse(texts.decision) as Decision;
    if (decision.schema === DECISION_SCHEMA) found.push({ entry, decision, rulebook: texts.rulebook });
  }
  return found;
}

import { userError } from '../market/problem.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Decision } from './decision.ts';
import { entryAfter, type StoredTexts, type StoredFile, type LedgerEntry } from './ledger-entry.ts';
import {
  addEntry,
  type LedgerEntryWithTexts,
  type LedgerStore,
  readLedger,
  readEntries,
  readWithTexts,
  readHead,
  writeLedger,
} from './ledger-table.ts';
import { sha256 } from './sha256.ts';

/** A decision to record, with the texts it was made from. */
export interface DecisionToRecord {
  readonly decision: Decision;
  /** The canonical rule book; its hash must be the one in the decision. */
  readonly rulebook: string;
  readonly portfolio: StoredFile | null;
  /** ISO date, by the caller's clock. */
  readonly recordedOn: string;
}

export interface AppendResult {
  /** A decision is recorded once; recording identical bytes again returns the existing entry. */
  readonly kind: 'recorded' | 'already-recorded';
  readonly entry: LedgerEntry;
}

/**
 * Appends a decision to the hash-chained ledger of a store.
 *
 * @throws UserError when the last entry is not the one last written.
 * @throws RangeError when the rule book or the portfolio is not the one that the decision was made from.
 */
export async function appendDecision(store: LedgerStore, recording: DecisionToRecord): Promise<AppendResult> {
  const { decision, rulebook, portfolio, recordedOn } = recording;
  const { manifest } = decision;
  if (sha256(rulebook) !== manifest.rulebook)
    throw new RangeError('the rule book does not match the decision’s hash');
  if ((portfolio && sha256(portfolio.text)) !== (manifest.portfolio?.sha256 ?? null)) {
    throw new RangeError('the portfolio does not match the decision’s hash');
  }
  const texts: StoredTexts = { decision: canonicalJson(decision), rulebook, portfolio };
  return writeLedger(store, async (connection) => {
    const entries = await readEntries(connection);
    const last = entries.at(-1) ?? null;
    const head = await readHead(connection);
    if (last?.seq !== head?.seq || last?.hash !== head?.hash) {
      throw userError(
        'ledger-broken',
        'ledger',
        'The last entry is not the one last written; nothing was added.',
        'Run trrm ledger verify, and restore a copy of the store whose ledger verifies.',
      );
    }
    const hash = sha256(texts.decision);
    const same = entries.find((entry) => entry.decision === hash);
    if (same) return { kind: 'already-recorded', entry: same };
    const entry = entryAfter(last, decision, texts, recordedOn);
    await addEntry(connection, entry, texts);
    return { kind: 'recorded', entry };
  });
}

/** All entries, oldest first, without their texts. */
export const listEntries = (store: LedgerStore): Promise<LedgerEntry[]> => readLedger(store, readEntries, []);

/**
 * One entry with its texts, whatever version of the decision schema it holds.
 *
 * @throws UserError when there is no such entry.
 */
export async function showEntry(store: LedgerStore, seq: number): Promise<LedgerEntryWithTexts> {
  const { found, last } = await readLedger<{
    found?: LedgerEntryWithTexts | undefined;
    last?: number | undefined;
  }>(
    store,
    async (connection) => ({
      found: (await readWithTexts(connection, seq, seq))[0],
      last: (await readEntries(connection)).at(-1)?.seq,
    }),
    {},
  );
  if (found) return found;
  throw userError(
    'no-entry',
    'ledger',
    last === undefined
      ? 'No decision has been recorded yet.'
      : `There is no entry ${seq}; the ledger has entries 1 to ${last}.`,
    last === undefined ? 'Record a decision with trrm run.' : 'List the entries with trrm ledger list.',
  );
}

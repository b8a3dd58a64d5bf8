import { userError } from '../market/problem.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Decision } from './decision.ts';
import { entryAfter, type Kept, type KeptFile, type LedgerEntry } from './ledger-entry.ts';
import {
  addEntry,
  type FullEntry,
  type LedgerStore,
  lookAtLedger,
  readEntries,
  readFull,
  readHead,
  withLedger,
} from './ledger-table.ts';
import { sha256 } from './sha256.ts';

/** A decision to be recorded, with the texts that it was made from. */
export interface Recording {
  readonly decision: Decision;
  /** The canonical rule book whose hash the decision carries. */
  readonly rulebook: string;
  readonly portfolio: KeptFile | null;
  /** ISO date, by the clock of whoever records it. */
  readonly recordedOn: string;
}

export interface Recorded {
  /** A decision is recorded once: the same one made again stands there already. */
  readonly kind: 'recorded' | 'already-recorded';
  readonly entry: LedgerEntry;
}

/**
 * Appends a decision to the hash-chained ledger of a store.
 *
 * @throws UserError where the ledger's end is not what was last written to it.
 */
export async function appendDecision(store: LedgerStore, recording: Recording): Promise<Recorded> {
  const { decision, rulebook, portfolio, recordedOn } = recording;
  const { manifest } = decision;
  if (sha256(rulebook) !== manifest.rulebook)
    throw new RangeError('the rule book is not the one of the decision');
  if ((portfolio && sha256(portfolio.text)) !== (manifest.portfolio?.sha256 ?? null)) {
    throw new RangeError('the portfolio is not the one of the decision');
  }
  const kept: Kept = { decision: canonicalJson(decision), rulebook, portfolio };
  return withLedger(store, async (connection) => {
    const entries = await readEntries(connection);
    const last = entries.at(-1) ?? null;
    const head = await readHead(connection);
    if (last?.seq !== head?.seq || last?.hash !== head?.hash) {
      throw userError(
        'ledger-broken',
        'ledger',
        'does not end with the entry last written to it, so nothing is added to it.',
        'Run `trrm ledger verify`, and go back to a copy of the store that verifies.',
      );
    }
    const hash = sha256(kept.decision);
    const same = entries.find((entry) => entry.decision === hash);
    if (same) return { kind: 'already-recorded', entry: same };
    const entry = entryAfter(last, decision, kept, recordedOn);
    await addEntry(connection, entry, kept);
    return { kind: 'recorded', entry };
  });
}

/** All entries, oldest first, without the texts they keep. */
export const listEntries = (store: LedgerStore): Promise<LedgerEntry[]> =>
  lookAtLedger(store, readEntries, []);

/**
 * One entry with the texts it keeps.
 *
 * @throws UserError where there is no such entry.
 */
export async function showEntry(store: LedgerStore, seq: number): Promise<FullEntry> {
  const { found, last } = await lookAtLedger<{ found?: FullEntry | undefined; last?: number | undefined }>(
    store,
    async (connection) => ({
      found: (await readFull(connection, seq, seq))[0],
      last: (await readEntries(connection)).at(-1)?.seq,
    }),
    {},
  );
  if (found) return found;
  throw userError(
    'no-entry',
    'ledger',
    last === undefined ? 'is empty.' : `has no entry ${seq}; it has 1 to ${last}.`,
    last === undefined ? 'Record a decision with `trrm run`.' : 'See `trrm ledger list`.',
  );
}

import { userError } from '../../market/problem.ts';
import { canonicalJson } from '../document/canonical-json.ts';
import type { Decision } from '../document/decision.ts';
import { addLedgerFiles, readLedgerFiles } from './tables/ledger-files.ts';
import type { PublishedFile } from '../publish/manifest.ts';
import { entryAfter, type StoredTexts, type StoredFile, type LedgerEntry } from './entries/ledger-entry.ts';
import { readAttachedRows } from './tables/attached-table.ts';
import {
  addEntry,
  type LedgerEntryWithTexts,
  lastLink,
  type LedgerStore,
  readLedger,
  readEntries,
  readWithTexts,
  readHead,
  readNotes,
  writeLedger,
} from './tables/ledger-table.ts';
import { sha256 } from '../../market/files/sha256.ts';

/** What an entry that is no decision is, in a sentence. */
const KINDS: Readonly<Record<string, string>> = {
  note: 'a note on a what-if scenario',
  pack: 'a pack made of a decision',
  resolution: 'a resolution on a decision',
};

/** A decision to record, with the texts it was made from. */
export interface DecisionToRecord {
  readonly decision: Decision;
  /** The canonical rule book; its hash must be the one in the decision. */
  readonly rulebook: string;
  readonly portfolio: StoredFile | null;
  /** ISO date, by the caller's clock. */
  readonly recordedOn: string;
  /** The files made for the decision, whose hashes are kept with the entry; for `verifyPublished`. */
  readonly files?: readonly PublishedFile[];
}

/** The entry of a decision, and whether it was there already. */
export interface AppendResult {
  /** A decision is recorded once; recording identical bytes again returns the existing entry. */
  readonly kind: 'recorded' | 'already-recorded';
  readonly entry: LedgerEntry;
}

/**
 * Appends a decision to the hash-chained ledger of a store.
 *
 * @param store an open store, not opened with `read`.
 * @param recording the decision, and the rule book and portfolio texts that it was made from.
 * @returns the entry, and whether it is new.
 * @throws RangeError when the rule book or the portfolio is not the one that the decision was made from.
 * @example
 * import { appendDecision, DEFAULT_RULE_BOOK, openStore, runMonthlyAllocation, showRuleBook } from 'trrm';
 *
 * const store = await openStore('.trrm/demo/market.duckdb');
 * const { decision } = await runMonthlyAllocation(store);
 * const { kind, entry } = await appendDecision(store, {
 *   decision,
 *   rulebook: showRuleBook(DEFAULT_RULE_BOOK, { comments: false }),
 *   portfolio: null,
 *   recordedOn: '2025-04-01',
 * });
 * await store.close();
 * console.log(kind, entry.seq, entry.hash);
 */
export async function appendDecision(store: LedgerStore, recording: DecisionToRecord): Promise<AppendResult> {
  const { decision, rulebook, portfolio, recordedOn, files = [] } = recording;
  const { manifest } = decision;
  if (sha256(rulebook) !== manifest.rulebook)
    throw new RangeError('the rule book does not match the decision’s hash');
  if ((portfolio && sha256(portfolio.text)) !== (manifest.portfolio?.sha256 ?? null)) {
    throw new RangeError('the portfolio does not match the decision’s hash');
  }
  const texts: StoredTexts = { decision: canonicalJson(decision), rulebook, portfolio };
  return writeLedger(store, async (connection) => {
    const entries = await readEntries(connection);
    const last = await lastLink(connection, entries);
    const hash = sha256(texts.decision);
    const same = entries.find((entry) => entry.decision === hash);
    const entry = same ?? entryAfter(last, decision, texts, recordedOn);
    await addLedgerFiles(connection, entry.seq, files);
    if (same) return { kind: 'already-recorded', entry: same };
    await addEntry(connection, entry, texts);
    return { kind: 'recorded', entry };
  });
}

/**
 * All decisions, oldest first, without their texts. Notes are listed by `listNotes`.
 *
 * @param store an open store.
 * @returns the entries of decisions; none if nothing was recorded.
 * @example
 * import { listEntries, openStore } from 'trrm';
 *
 * const store = await openStore('.trrm/demo/market.duckdb');
 * for (const { seq, asOf, hash } of await listEntries(store)) console.log(seq, asOf, hash);
 * await store.close();
 */
export const listEntries = (store: LedgerStore): Promise<LedgerEntry[]> => readLedger(store, readEntries, []);

/**
 * One entry with its texts, whatever version of the decision schema it holds.
 *
 * @param store an open store.
 * @param seq number of the entry, from 1.
 * @returns the entry with decision, rule book and portfolio as they were recorded.
 * @throws UserError when there is no such entry.
 * @example
 * import { listEntries, openStore, showEntry } from 'trrm';
 *
 * const store = await openStore('.trrm/demo/market.duckdb');
 * const last = (await listEntries(store)).at(-1);
 * if (last) console.log((await showEntry(store, last.seq)).texts.decision.slice(0, 60));
 * await store.close();
 */
export async function showEntry(store: LedgerStore, seq: number): Promise<LedgerEntryWithTexts> {
  const { found, other, last } = await readLedger<{
    found?: LedgerEntryWithTexts | undefined;
    other?: string | undefined;
    last?: number | undefined;
  }>(
    store,
    async (connection) => ({
      found: (await readWithTexts(connection, seq, seq))[0],
      other: [...(await readNotes(connection)), ...(await readAttachedRows(connection))].find(
        (e) => e.seq === seq,
      )?.kind,
      last: (await readHead(connection))?.seq,
    }),
    {},
  );
  if (found) return found;
  if (other !== undefined)
    throw userError(
      'no-decision',
      'ledger',
      `Entry ${seq} is ${KINDS[other] ?? `a ${other}`}, not a decision.`,
      'Read it with trrm ledger list.',
    );
  throw userError(
    'no-entry',
    'ledger',
    last === undefined
      ? 'No decision has been recorded yet.'
      : `There is no entry ${seq}; the ledger has entries 1 to ${last}.`,
    last === undefined ? 'Record a decision with trrm run.' : 'List the entries with trrm ledger list.',
  );
}

/**
 * Hashes of the files made for an entry; none for an entry of a version that did not record them.
 *
 * @param seq number of the entry, from 1.
 */
export const filesOfEntry = (
  store: LedgerStore,
  seq: number,
): Promise<Pick<PublishedFile, 'name' | 'sha256'>[]> =>
  readLedger(store, (connection) => readLedgerFiles(connection, seq), []);

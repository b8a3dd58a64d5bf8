import { canonicalJson } from '../../document/canonical-json.ts';
import type { Decision } from '../../document/decision.ts';
import { sha256 } from '../../../market/files/sha256.ts';

/** An input file with its text at the time of the decision. */
export interface StoredFile {
  readonly file: string;
  readonly text: string;
}

/** A decision and its inputs, as stored in an entry. */
export interface StoredTexts {
  /** `decision.json`, byte for byte. */
  readonly decision: string;
  /** The canonical rule book. */
  readonly rulebook: string;
  readonly portfolio: StoredFile | null;
}

/** The fields that the hash chain covers. They identify the stored texts by their hashes. */
export interface EntryFields {
  /** 1, 2, 3 … without gaps. */
  readonly seq: number;
  readonly asOf: string;
  /** SHA-256 of `decision.json`, of the canonical rule book, of the portfolio file. */
  readonly decision: string;
  readonly rulebook: string;
  readonly portfolio: { readonly file: string; readonly sha256: string } | null;
  readonly throughImport: number;
  /** ISO date by the clock of the run. Not part of the decision, which does not depend on when it is made. */
  readonly recordedOn: string;
  /** Hash of the previous entry; zeros in the first. */
  readonly previous: string;
}

/** An entry of the ledger: the fields that the chain covers, and their hash. */
export interface LedgerEntry extends EntryFields {
  /** SHA-256 of the canonical JSON of all other fields. */
  readonly hash: string;
}

/** `previous` of the first entry. */
export const GENESIS_HASH = '0'.repeat(64);

export const hashEntry = ({
  seq,
  asOf,
  decision,
  rulebook,
  portfolio,
  throughImport,
  recordedOn,
  previous,
}: EntryFields): string =>
  sha256(canonicalJson({ seq, asOf, decision, rulebook, portfolio, throughImport, recordedOn, previous }));

/** The entry for a decision, chained to the last one. */
export function entryAfter(
  last: { readonly seq: number; readonly hash: string } | null,
  decision: Decision,
  texts: StoredTexts,
  recordedOn: string,
): LedgerEntry {
  const { rulebook, portfolio, throughImport } = decision.manifest;
  const entry: EntryFields = {
    seq: (last?.seq ?? 0) + 1,
    asOf: decision.asOf,
    decision: sha256(texts.decision),
    rulebook,
    portfolio,
    throughImport,
    recordedOn,
    previous: last?.hash ?? GENESIS_HASH,
  };
  return { ...entry, hash: hashEntry(entry) };
}

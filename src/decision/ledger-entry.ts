import { canonicalJson } from './canonical-json.ts';
import type { Decision } from './decision.ts';
import { sha256 } from './sha256.ts';

/** A file as it was when a decision was made from it. */
export interface KeptFile {
  readonly file: string;
  readonly text: string;
}

/** A decision and what made it, as kept. */
export interface Kept {
  /** `decision.json`, byte for byte. */
  readonly decision: string;
  /** The canonical rule book. */
  readonly rulebook: string;
  readonly portfolio: KeptFile | null;
}

/** What the chain runs over: small, and naming all that is kept by its hash. */
export interface Entry {
  /** 1, 2, 3 … without gaps. */
  readonly seq: number;
  readonly asOf: string;
  /** SHA-256 of `decision.json`, of the canonical rule book, of the portfolio file. */
  readonly decision: string;
  readonly rulebook: string;
  readonly portfolio: { readonly file: string; readonly sha256: string } | null;
  readonly throughImport: number;
  /** ISO date by the clock of the run. Not part of the decision, which is the same whenever it is made. */
  readonly recordedOn: string;
  /** Hash of the entry before; zeros before the first. */
  readonly previous: string;
}

export interface LedgerEntry extends Entry {
  /** SHA-256 of the canonical JSON of all other fields. */
  readonly hash: string;
}

/** What stands before the first entry. */
export const BEGINNING = '0'.repeat(64);

export const hashEntry = ({
  seq,
  asOf,
  decision,
  rulebook,
  portfolio,
  throughImport,
  recordedOn,
  previous,
}: Entry): string =>
  sha256(canonicalJson({ seq, asOf, decision, rulebook, portfolio, throughImport, recordedOn, previous }));

/** The entry that follows another. */
export function entryAfter(
  last: LedgerEntry | null,
  decision: Decision,
  kept: Kept,
  recordedOn: string,
): LedgerEntry {
  const { rulebook, portfolio, throughImport } = decision.manifest;
  const entry: Entry = {
    seq: (last?.seq ?? 0) + 1,
    asOf: decision.asOf,
    decision: sha256(kept.decision),
    rulebook,
    portfolio,
    throughImport,
    recordedOn,
    previous: last?.hash ?? BEGINNING,
  };
  return { ...entry, hash: hashEntry(entry) };
}

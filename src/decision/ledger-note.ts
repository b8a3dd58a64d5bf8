import { canonicalJson } from './canonical-json.ts';
import { GENESIS_HASH } from './ledger-entry.ts';
import { sha256 } from './sha256.ts';

/** Longest text and author of a note, in characters. */
export const LONGEST_NOTE = 2000;
export const LONGEST_AUTHOR = 80;

/** What a note says about a scenario. */
export interface NotePayload {
  /** The scenario as the query of the what-if page, which reproduces its figures. */
  readonly scenario: string;
  readonly text: string;
  /** SHA-256 of the scenario’s figures, byte for byte as `trrm whatif --json` prints them. */
  readonly figures: string;
}

/** The fields that the hash chain covers. A note stands in the same chain as the decisions. */
export interface NoteFields {
  readonly kind: 'note';
  /** The next number of the ledger. */
  readonly seq: number;
  /** The as-of date of the scenario. */
  readonly asOf: string;
  /** Number of the decision it is about; null where none is recorded for the date. */
  readonly about: number | null;
  readonly payload: NotePayload;
  readonly author: string;
  /** ISO date, by the caller's clock. */
  readonly recordedOn: string;
  /** Hash of the previous entry, of whatever kind. */
  readonly previous: string;
}

/** A remark of the committee on a scenario: a simulation, never a decision. */
export interface NoteEntry extends NoteFields {
  readonly hash: string;
}

/** Version of the hashed form; entries of decisions have none, so that old ledgers verify unchanged. */
const FORM = 2;

/** SHA-256 of the canonical JSON of the fields. `files` is always empty: a note has no files beside the store. */
export const hashNote = ({
  kind,
  seq,
  asOf,
  about,
  payload: { scenario, text, figures },
  author,
  recordedOn,
  previous,
}: NoteFields): string =>
  sha256(
    canonicalJson({
      v: FORM,
      kind,
      seq,
      asOf,
      about,
      payload: { scenario, text, figures },
      files: [],
      author,
      recordedOn,
      previous,
    }),
  );

/** A note, chained to the last entry of the ledger. */
export function noteAfter(
  last: { readonly seq: number; readonly hash: string } | null,
  note: Omit<NoteFields, 'kind' | 'seq' | 'previous'>,
): NoteEntry {
  const { asOf, about, payload, author, recordedOn } = note;
  const fields: NoteFields = {
    kind: 'note',
    seq: (last?.seq ?? 0) + 1,
    asOf,
    about,
    payload,
    author,
    recordedOn,
    previous: last?.hash ?? GENESIS_HASH,
  };
  return { ...fields, hash: hashNote(fields) };
}

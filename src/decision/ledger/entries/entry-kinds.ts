import { canonicalJson } from '../../document/canonical-json.ts';
import { sha256 } from '../../../market/files/sha256.ts';
import { GENESIS_HASH } from './ledger-entry.ts';
import type { PublishedFile } from '../../publish/manifest.ts';

/** Version of the hashed form; entries of decisions have none, so that old ledgers verify unchanged. */
const FORM = 2;

/** What the chain covers in an entry that is not a decision but is about one: a note, a pack, a resolution. */
export interface EntryOfKind<Kind extends string, Payload> {
  readonly kind: Kind;
  /** The next number of the ledger, whose entries of all kinds are one chain. */
  readonly seq: number;
  /** The as-of date of what it is about. */
  readonly asOf: string;
  /** Number of the decision it is about; null where there is none. */
  readonly about: number | null;
  readonly payload: Payload;
  /** Files that the entry seals. */
  readonly files: readonly PublishedFile[];
  readonly author: string;
  /** ISO date, by the caller's clock. */
  readonly recordedOn: string;
  /** Hash of the previous entry, of whatever kind. */
  readonly previous: string;
}

/** SHA-256 of the canonical JSON of the fields, with the version of this form. */
export const hashEntryOfKind = ({
  kind,
  seq,
  asOf,
  about,
  payload,
  files,
  author,
  recordedOn,
  previous,
}: EntryOfKind<string, unknown>): string =>
  sha256(canonicalJson({ v: FORM, kind, seq, asOf, about, payload, files, author, recordedOn, previous }));

/** The fields of an entry, chained to the last one of the ledger. */
export const entryOfKindAfter = <Kind extends string, Payload>(
  last: { readonly seq: number; readonly hash: string } | null,
  fields: Omit<EntryOfKind<Kind, Payload>, 'seq' | 'previous'>,
): EntryOfKind<Kind, Payload> & { readonly hash: string } => {
  const chained = { ...fields, seq: (last?.seq ?? 0) + 1, previous: last?.hash ?? GENESIS_HASH };
  return { ...chained, hash: hashEntryOfKind(chained) };
};

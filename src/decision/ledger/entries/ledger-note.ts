import { hashEntryOfKind, entryOfKindAfter, type EntryOfKind } from './entry-kinds.ts';

/** What a note says about a scenario. */
export interface NotePayload {
  /** The scenario as the query of the what-if page, which reproduces its figures. */
  readonly scenario: string;
  readonly text: string;
  /** SHA-256 of the scenario’s figures, byte for byte as `trrm whatif --json` prints them. */
  readonly figures: string;
}

/** The fields that the hash chain covers. A note stands in the same chain as the decisions, and seals no files. */
export type NoteFields = Omit<EntryOfKind<'note', NotePayload>, 'files'>;

/** A remark of the committee on a scenario: a simulation, never a decision. */
export type NoteEntry = NoteFields & { readonly hash: string };

/** SHA-256 of the canonical JSON of the fields. `files` is always empty: a note has no files beside the store. */
export const hashNote = ({ payload: { scenario, text, figures }, ...fields }: NoteFields): string =>
  hashEntryOfKind({ ...fields, payload: { scenario, text, figures }, files: [] });

/** A note, chained to the last entry of the ledger. */
export function noteAfter(
  last: { readonly seq: number; readonly hash: string } | null,
  { asOf, about, payload, author, recordedOn }: Omit<NoteFields, 'kind' | 'seq' | 'previous'>,
): NoteEntry {
  const kind = 'note' as const;
  const { files: _, ...entry } = entryOfKindAfter(last, {
    kind,
    asOf,
    about,
    payload,
    files: [],
    author,
    recordedOn,
  });
  return entry;
}

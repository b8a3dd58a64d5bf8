import { chain } from './attach.ts';
import type { AllotmentEntry, AllotmentPayload, BookEntry, BookPayload } from './entries/attached-entry.ts';
import type { LedgerStore } from './tables/ledger-table.ts';
import { LONGEST_AUTHOR, oneLineText } from './entries/ledger-text.ts';
import type { PublishedFile } from '../publish/manifest.ts';

interface OfBook {
  readonly asOf: string;
  /** The files that the entry seals. */
  readonly files: readonly PublishedFile[];
  /** ISO date, by the caller's clock. */
  readonly recordedOn: string;
}

/**
 * Records a run over a book of clients: one entry, whose root covers every client's decision. The same run is recorded once.
 *
 * @param store an open store, not opened with `read`.
 * @throws UserError where the ledger is broken.
 */
export const recordBook = (
  store: LedgerStore,
  { asOf, files, recordedOn, ...payload }: BookPayload & OfBook,
): Promise<BookEntry> =>
  chain(store, null, () => ({
    kind: 'book',
    payload,
    files,
    author: 'trrm book run',
    recordedOn,
    asOf,
    about: null,
  })) as Promise<BookEntry>;

/**
 * Records how fills were shared out, with every deviation from the intended allotment and who approved it.
 *
 * @param store an open store, not opened with `read`.
 * @throws UserError where the ledger is broken, or the author is empty or too long.
 */
export const recordAllotment = (
  store: LedgerStore,
  { asOf, files, recordedOn, author, ...payload }: AllotmentPayload & OfBook & { readonly author: string },
): Promise<AllotmentEntry> => {
  const by = oneLineText(author, 'author', LONGEST_AUTHOR);
  return chain(store, null, () => ({
    kind: 'allotment',
    payload,
    files,
    author: by,
    recordedOn,
    asOf,
    about: null,
  })) as Promise<AllotmentEntry>;
};

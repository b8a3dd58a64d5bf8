import type { BookResult } from '../../book/results/book-result.ts';
import { BOOK_FILE } from '../../book/results/read-book-result.ts';
import type { BookEntry } from '../../decision/ledger/entries/attached-entry.ts';
import { canonicalJson } from '../../decision/document/canonical-json.ts';
import type { LedgerStore } from '../../decision/ledger/tables/ledger-table.ts';
import { publishSet } from '../../decision/publish/publish-set.ts';
import { recordBook } from '../../decision/ledger/record-book.ts';
import { sha256 } from '../../market/files/sha256.ts';
import { clientsCsv, poolCsv, poolPartsCsv } from '../csv/pool-csv.ts';
import { renderBook } from './book-page.ts';

/** Name of the set of files of a book, and of its document. */
const BOOK_SET = 'book';

/**
 * Writes the files of a book and records it in the ledger, after its clients’ files are written.
 *
 * @returns the entry, and the paths of the files.
 */
export async function publishBook(
  store: LedgerStore,
  book: BookResult,
  folder: string,
  recordedOn: string,
): Promise<{ readonly entry: BookEntry; readonly files: readonly string[] }> {
  const document = canonicalJson(book);
  let entry: BookEntry | undefined;
  const { files } = await publishSet(
    folder,
    {
      set: BOOK_SET,
      asOf: book.asOf,
      decision: null,
      contents: {
        [BOOK_FILE]: document,
        'book.html': renderBook(book),
        'clients.csv': clientsCsv(book),
        'pool.csv': poolCsv(book),
        'pool-clients.csv': poolPartsCsv(book),
      },
    },
    {
      record: async (made) => {
        entry = await recordBook(store, {
          root: book.root,
          clients: book.clients.length,
          book: sha256(document),
          asOf: book.asOf,
          files: made,
          recordedOn,
        });
        return entry.seq;
      },
    },
  );
  return { entry: entry!, files };
}

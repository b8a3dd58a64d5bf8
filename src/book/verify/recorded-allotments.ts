import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  type DatedAllotment,
  fairnessOfPeriod,
  type PeriodFairness,
} from '../../../allocations/pool/period-fairness.ts';
import type { AttachedEntry } from '../../decision/ledger/entries/attached-entry.ts';
import { hashOfFile } from '../../decision/publish/disk.ts';
import { counted } from '../../format/numbers.ts';
import { firstFew } from '../../format/words.ts';
import { type Problem, UserError, userError } from '../../market/problem.ts';
import { ALLOTMENT_FILE, readAllotment } from '../results/read-allotment.ts';
import { BOOK_FILE, readBookResult } from '../results/read-book-result.ts';
import { verifyBook } from './verify-book.ts';

/** The fairness of the allotments in several folders, with the ledger's entries that seal them. */
export interface BooksFairness extends PeriodFairness {
  readonly simulated: boolean;
  /** By date of the book. */
  readonly sources: readonly {
    readonly folder: string;
    readonly asOf: string;
    /** Of the book. */
    readonly root: string;
    /** Number of the ledger’s entry of the allotment. */
    readonly entry: number;
  }[];
}

interface Recorded extends DatedAllotment {
  readonly folder: string;
  readonly simulated: boolean;
  readonly root: string;
  readonly entry: number;
}

/**
 * Compares clients over the allotments of several books, after each was checked: its decisions are those of the book, the book
 * has its root, and the ledger has book and allotment with the bytes that are in the folder.
 *
 * @param folders what `trrm book run` and `trrm book allocate` wrote.
 * @param attached the ledger's entries.
 * @throws UserError with a problem per folder that has no allotment, is not as recorded or given before; and for books of the
 *   simulated market beside others.
 */
export function fairnessOfBooks(
  folders: readonly string[],
  attached: readonly AttachedEntry[],
): BooksFairness {
  const problems: Problem[] = [];
  const recorded: Recorded[] = [];
  for (const folder of folders)
    try {
      const read = recordedAllotment(folder, attached);
      const same = recorded.find((r) => r.root === read.root && r.asOf === read.asOf);
      if (same)
        throw userError(
          'book-twice',
          folder,
          same.folder === folder ? 'The folder is given twice.' : `It has the same book as ${same.folder}.`,
          'Name every book once.',
        );
      recorded.push(read);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push(...error.problems);
    }
  if (problems.length > 0) throw new UserError(problems);
  const simulated = recorded.some((r) => r.simulated);
  const real = recorded.find((r) => !r.simulated);
  if (simulated && real)
    throw userError(
      'mixed-markets',
      real.folder,
      'It is not of the simulated market, but other books are.',
      'Compare books of one market.',
    );
  return {
    simulated,
    sources: recorded
      .map(({ folder, asOf, root, entry }) => ({ folder, asOf, root, entry }))
      .sort((a, b) => (a.asOf < b.asOf ? -1 : a.asOf > b.asOf ? 1 : a.entry - b.entry)),
    ...fairnessOfPeriod(recorded),
  };
}

function recordedAllotment(folder: string, attached: readonly AttachedEntry[]): Recorded {
  const refuse = (message: string, remedy: string) => userError('not-as-recorded', folder, message, remedy);
  const restore = 'Restore the folder from a copy, or name the store in which it was recorded.';
  const book = readBookResult(join(folder, BOOK_FILE));
  const file = join(folder, ALLOTMENT_FILE);
  if (!existsSync(file))
    throw userError(
      'no-allotment',
      folder,
      'The book has no allotment: its fills were not shared out.',
      'Share them out with trrm book allocate, or leave the folder out.',
    );
  const { changed, isRootSound } = verifyBook(book, folder, null);
  if (!isRootSound) throw refuse('The clients do not give the root of book.json.', restore);
  if (changed.length > 0)
    throw refuse(`${counted(changed.length, 'decision')} changed or missing: ${firstFew(changed)}.`, restore);
  const bookHash = hashOfFile(join(folder, BOOK_FILE));
  // Books without clients have one root, whatever their date.
  const entries = attached.filter((e) => e.asOf === book.asOf);
  if (!entries.some((e) => e.kind === 'book' && e.payload.root === book.root && e.payload.book === bookHash))
    throw refuse('The ledger has no book with this root and book.json.', restore);
  const allotted = entries.findLast((e) => e.kind === 'allotment' && e.payload.root === book.root);
  if (!allotted) throw refuse('The ledger has no allotment of this book.', restore);
  if (allotted.files.find((f) => f.name === ALLOTMENT_FILE)?.sha256 !== hashOfFile(file))
    throw refuse(
      `${ALLOTMENT_FILE} is not that of ledger entry ${allotted.seq}, the last allotment of the book.`,
      restore,
    );
  const { asOf, simulated, root, allotments, deviations } = readAllotment(file);
  return { folder, simulated, root, entry: allotted.seq, asOf, orders: book.pool, allotments, deviations };
}

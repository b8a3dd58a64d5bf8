import type { BookFailure, BookStatus } from '../../../book/status/book-status.ts';
import type { ShownRun } from '../../shared/run-status.ts';

/** The run of a book in a folder. */
export async function shownBook(folder: string): Promise<ShownRun<BookStatus, BookFailure>> {
  const { bookStatusFolder, isFailedJob, isLeftOut } = await import('../../../book/status/book-status.ts');
  const { notABook } = await import('../../../book/status/book-request.ts');
  const { bookStatusView } = await import('../../../report/book/book-status.ts');
  const { failedJobsText, leftOutText } = await import('../../text/book/book.ts');
  return {
    name: 'book',
    folder: bookStatusFolder(folder),
    view: bookStatusView,
    failedText: (failures) =>
      failures.length === 0
        ? 'No client was left out.\n'
        : `${[...failedJobsText(failures.filter(isFailedJob)), ...leftOutText(failures.filter(isLeftOut))].join('\n')}\n`,
    missing: notABook(folder),
    goOn: 'Continue it with `trrm book retry`.',
  };
}

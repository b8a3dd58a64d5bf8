import { join } from 'node:path';
import type { BookWatch, WatchedBook } from '../../../book/status/book-status.ts';
import { UserError } from '../../../market/problem.ts';

/** Codes of errors of work that was stopped on request. */
const STOPPED: ReadonlySet<string> = new Set(['stopped', 'interrupted']);

/** Runs work on a book while its folder says how far it is. */
export async function watched<T>(
  of: Omit<WatchedBook, 'now' | 'onStatus'>,
  work: (watch: BookWatch) => Promise<T>,
): Promise<T> {
  const { watchBook } = await import('../../../book/status/book-status.ts');
  const { replaceFile } = await import('../../../market/files/replace-file.ts');
  const { renderBookStatus } = await import('../../../report/book/book-status.ts');
  const watch = watchBook({
    ...of,
    now: Date.now,
    onStatus: (status, failed) =>
      replaceFile(join(of.folder, 'status.html'), renderBookStatus(status, failed)),
  });
  try {
    const result = await work(watch);
    watch.end('done');
    return result;
  } catch (error) {
    const problem = error instanceof UserError ? error.problems[0] : undefined;
    const reason = problem ? `${problem.message} ${problem.remedy}`.trim() : String(error);
    watch.end(problem && STOPPED.has(problem.code) ? 'stopped' : 'failed', reason);
    throw error;
  }
}

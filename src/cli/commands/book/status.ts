import type { Command } from 'commander';
import type { Io } from '../../shared/io.ts';
import { showStatus, type StatusOptions, stopRun, withStatus } from '../../shared/run-status.ts';

export function addBookStatus(book: Command, io: Io): void {
  withStatus(
    book.command('status'),
    'book',
    'the jobs that failed, with clients, reason and stack, and the clients that were left out, each with reason and remedy',
  )
    .description('how far a run of a book is: decided, left out, waiting, rate, time left, workers')
    .argument('<folder>', 'what trrm book run writes')
    .action(async (folder: string, options: StatusOptions) => {
      const { shownBook } = await import('./shown-book.ts');
      await showStatus(await shownBook(folder), options, io);
    });
}

export function addBookStop(book: Command, io: Io): void {
  book
    .command('stop')
    .description('stop a running book within seconds; nothing is pooled or recorded')
    .argument('<folder>', 'what trrm book run writes')
    .action(async (folder: string) => {
      const { shownBook } = await import('./shown-book.ts');
      stopRun(await shownBook(folder), io);
    });
}

import type { Command } from 'commander';
import { day } from '../../../market/day.ts';
import type { Io } from '../../shared/io.ts';
import { type QueueOptions, withQueue } from '../../shared/queue-options.ts';
import { runBookCommand } from './run.ts';

interface Options extends QueueOptions {
  readonly json?: boolean;
}

export function addBookRetry(book: Command, io: Io, fail: (code?: number) => void): void {
  withQueue(book.command('retry'), 'book')
    .description(
      'run a book once more as it was asked for: after the data of clients that were left out are corrected, or after it was stopped; clients whose inputs did not change keep their decisions',
    )
    .argument('<folder>', 'what trrm book run wrote')
    .option('--json', 'print the result as JSON, and nothing else, to standard output')
    .option('--quiet', 'suppress progress and notes')
    .action((folder: string, options: Options) => retry(folder, options, io, fail));
}

async function retry(folder: string, options: Options, io: Io, fail: (code?: number) => void): Promise<void> {
  const { readBookRequest } = await import('../../../book/status/book-request.ts');
  const { book, asOf, rulebook, ...request } = readBookRequest(folder);
  const asked = { ...request, asOf: day(asOf), ...(rulebook !== null && { rulebook }) };
  await runBookCommand(book, { ...options, ...asked, out: folder, resume: true }, io, fail);
}

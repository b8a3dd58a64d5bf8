import { basename, join } from 'node:path';
import type { Command } from 'commander';
import { type Io, json } from '../../shared/io.ts';
import { type CommonOptions, withCommon } from '../../shared/options.ts';

interface Options extends CommonOptions {
  readonly fills: string;
  readonly deviations?: string;
  readonly author: string;
}

export function addBookAllocate(book: Command, io: Io): void {
  withCommon(book.command('allocate'))
    .description(
      'share the fills of the pooled orders out: one price for everyone, shares and charges in proportion, to the share and the paisa; recorded in the ledger',
    )
    .argument('<folder>', 'what trrm book run wrote')
    .requiredOption('--fills <file>', 'the fills, as CSV: security, side, day, quantity, price, charges')
    .option('--deviations <file>', 'changes by hand, each with a reason and two approvers, as CSV')
    .requiredOption('--author <name>', 'who allocates, for the ledger')
    .action((folder: string, options: Options) => allocate(folder, options, io));
}

async function allocate(folder: string, options: Options, io: Io): Promise<void> {
  const { FILLS, readText } = await import('../../../market/files/read-text.ts');
  const { iso } = await import('../../../market/day.ts');
  const { BOOK_FILE, readBookResult } = await import('../../../book/results/read-book-result.ts');
  const { readDeviations, readFills } = await import('../../../book/files/fills.ts');
  const { allocateBook } = await import('../../../book/results/allocate-book.ts');
  const { publishAllotment } = await import('../../../report/book/publish-allotment.ts');
  const { withStore } = await import('../../shared/with-store.ts');
  const book = readBookResult(join(folder, BOOK_FILE));
  const { fills, deviations } = options;
  const deviationsFile = deviations === undefined ? '' : basename(deviations);
  const allotment = allocateBook(book, {
    fills: readFills(readText(fills, FILLS), basename(fills), book.pool),
    deviations: deviations === undefined ? [] : readDeviations(readText(deviations, FILLS), deviationsFile),
    deviationsFile,
  });
  const { entry, files } = await withStore(
    options,
    { purpose: 'trrm book allocate', mode: 'existing' },
    (store) =>
      publishAllotment(store, allotment, book, folder, {
        author: options.author,
        recordedOn: iso(io.today()),
      }),
  );
  if (options.json) return io.out(json(allotment));
  const { allotmentText } = await import('../../text/book/book.ts');
  return io.out(allotmentText(allotment, entry, files));
}

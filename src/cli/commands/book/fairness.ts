import type { Command } from 'commander';
import { type Io, json } from '../../shared/io.ts';
import { type CommonOptions, withCommon } from '../../shared/options.ts';

interface Options extends CommonOptions {
  readonly out?: string;
}

export function addBookFairness(book: Command, io: Io): void {
  withCommon(book.command('fairness'))
    .description(
      'compare clients over the allotments of several books, by month: fill ratio, price, what rounding gave or took, deviations; with a test whether rounding favours anybody',
    )
    .argument('<folders...>', 'what trrm book run and trrm book allocate wrote')
    .option('--out <folder>', 'also write fairness.html and fairness.csv')
    .action((folders: string[], options: Options) => fairness(folders, options, io));
}

async function fairness(folders: readonly string[], options: Options, io: Io): Promise<void> {
  const { fairnessOfBooks } = await import('../../../book/verify/recorded-allotments.ts');
  const { listAttached } = await import('../../../decision/ledger/attach.ts');
  const { withStore } = await import('../../shared/with-store.ts');
  const attached = await withStore(options, { purpose: 'trrm book fairness', mode: 'read' }, listAttached);
  const compared = fairnessOfBooks(folders, attached);
  const { out } = options;
  const { publishPeriodFairness } = await import('../../../report/book/publish-period-fairness.ts');
  const files = out === undefined ? [] : await publishPeriodFairness(compared, out);
  if (options.json) return io.out(json(compared));
  const { periodFairnessText } = await import('../../text/book/period-fairness.ts');
  return io.out(periodFairnessText(compared, files));
}

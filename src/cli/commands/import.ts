import { type Command, Option } from 'commander';
import type { Day } from '../../market/day.ts';
import type { DateFormat } from '../../market/import/decoding/dates.ts';
import type { ImportReport } from '../../market/import/reporting/import-report.ts';
import { type Io, json } from '../shared/io.ts';
import { type CommonOptions, dateOption, withCommon } from '../shared/options.ts';

interface Options extends CommonOptions {
  readonly as?: string;
  readonly series?: string;
  readonly dateFormat?: DateFormat;
  readonly knownOn?: Day;
}

export function addImport(program: Command, io: Io, fail: () => void): void {
  withCommon(program.command('import'))
    .description('import market files and folders into the store; importing a file again changes nothing')
    .argument('<paths...>', 'files or folders')
    .option('--as <format>', 'read files in this format instead of detecting it from the header')
    .option('--series <id>', 'series of files that do not name it, e.g. gsec-10y')
    .addOption(
      new Option('--date-format <order>', 'order of day and month in ambiguous dates').choices([
        'DD-MM',
        'MM-DD',
      ]),
    )
    .option('--known-on <date>', 'ISO date on which revised figures or a snapshot became known', dateOption)
    .action(async (paths: string[], options: Options) => {
      const report = await importInto(paths, options, io);
      // Files without a usable row make the command fail; rows of the other files stay imported.
      if (report.files.some((f) => f.outcome === 'refused' || f.outcome === 'all-rejected')) fail();
      if (options.json) return io.out(json(report));
      const { importText } = await import('../text/market/import.ts');
      return io.out(importText(report));
    });
}

async function importInto(paths: readonly string[], options: Options, io: Io): Promise<ImportReport> {
  const { withStore } = await import('../shared/with-store.ts');
  const { importPaths } = await import('../../market/import/import.ts');
  const { importProgress } = await import('../shared/progress.ts');
  const { stopOnInterrupt } = await import('../shared/interrupt.ts');
  const { as, series, dateFormat, knownOn } = options;
  const progress = importProgress(io, options.quiet === true);
  const interrupt = stopOnInterrupt();
  try {
    return await withStore(options, { purpose: 'trrm import', mode: 'create' }, (store) =>
      importPaths(store, paths, {
        today: io.today(),
        progress: progress.update,
        signal: interrupt.signal,
        ...(as !== undefined && { as }),
        ...(series !== undefined && { series }),
        ...(dateFormat !== undefined && { dateFormat }),
        ...(knownOn !== undefined && { knownOn }),
      }),
    );
  } finally {
    interrupt.release();
    progress.stop();
  }
}

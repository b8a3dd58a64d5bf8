import type { Command } from 'commander';
import type { Day } from '../../market/day.ts';
import { type Io, json } from '../shared/io.ts';
import { type CommonOptions, dateOption, withCommon } from '../shared/options.ts';

interface Options extends CommonOptions {
  readonly asOf?: Day;
}

export function addStatus(program: Command, io: Io): void {
  withCommon(program.command('status'))
    .description('show what the store holds: coverage, staleness, gaps, breaks, disagreements, last imports')
    .option('--as-of <date>', 'ISO date (default: today)', dateOption)
    .action(async (options: Options) => {
      const { withStore } = await import('../shared/with-store.ts');
      const { statusReport } = await import('../../decision/store-status.ts');
      const asOf = options.asOf ?? io.today();
      const status = await withStore(options, { purpose: 'trrm status', mode: 'read' }, (store) =>
        store.status({ asOf }),
      );
      const report = statusReport(status, asOf);
      if (options.json) return io.out(json(report));
      const { statusText } = await import('../text/status.ts');
      return io.out(statusText(report));
    });
}

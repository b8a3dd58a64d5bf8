import type { Command } from 'commander';
import { type Day, iso } from '../../market/day.ts';
import type { Io } from '../shared/io.ts';
import { json } from '../json.ts';
import { type CommonOptions, dateOption, withCommon } from '../shared/options.ts';

interface Options extends CommonOptions {
  readonly from?: Day;
  readonly to?: Day;
  readonly csv?: boolean;
}

export function addHistory(program: Command, io: Io): void {
  withCommon(program.command('history'))
    .description('the label and the scores at every month-end')
    .option('--from <date>', 'first ISO date', dateOption)
    .option('--csv', 'the table as CSV on standard output')
    .option(
      '--to <date>',
      'last ISO date; a month cut short by it is called at its last session so far',
      dateOption,
    )
    .action(async (options: Options) => {
      const { callAt } = await import('../shared/regime-at.ts');
      const { historyRow } = await import('../../../regimes/model/history-row.ts');
      const as = { ...options, ...(options.to !== undefined && { asOf: options.to }) };
      const { called, book, simulated } = await callAt(as, 'trrm history', io);
      const from = options.from === undefined ? '' : iso(options.from);
      const rows = called.history.map((m) => historyRow(m, book.regimes)).filter((r) => r.monthEnd >= from);
      if (options.json) return io.out(json(rows));
      if (options.csv) {
        const { historyCsv } = await import('../../report/csv/history-csv.ts');
        return io.out(historyCsv(rows));
      }
      const { historyText } = await import('../text/history.ts');
      return io.out(historyText(rows, { simulated }));
    });
}

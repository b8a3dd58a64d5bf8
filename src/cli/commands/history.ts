import type { Command } from 'commander';
import { type Day, iso } from '../../market/day.ts';
import { usageError } from '../../market/problem.ts';
import { type Io, json } from '../shared/io.ts';
import { type CommonOptions, dateOption, readRuleBook, withCommon } from '../shared/options.ts';

interface Options extends CommonOptions {
  readonly from?: Day;
  readonly to?: Day;
  readonly csv?: boolean;
}

export function addHistory(program: Command, io: Io): void {
  withCommon(program.command('history'))
    .description('show the regime and the scores at every month-end')
    .option('--from <date>', 'first ISO date', dateOption)
    .option(
      '--to <date>',
      'last ISO date (default: last session of the store); the last month may be incomplete',
      dateOption,
    )
    .option('--csv', 'print the table as CSV')
    .action(async (options: Options) => {
      const { regimeAt } = await import('../../decision/regime/regime-at.ts');
      const { historyRow } = await import('../../../regimes/model/history-row.ts');
      const { withStore } = await import('../shared/with-store.ts');
      if (options.from !== undefined && options.to !== undefined && options.from > options.to) {
        throw usageError(
          '--from',
          `${iso(options.from)} is after --to ${iso(options.to)}.`,
          'Give the earlier date with --from.',
        );
      }
      const book = await readRuleBook(options.rulebook);
      const request = { book, asOf: options.to, today: io.today() };
      const { called, simulated } = await withStore(
        options,
        { purpose: 'trrm history', mode: 'read' },
        (store) => regimeAt(store, request),
      );
      const from = options.from === undefined ? '' : iso(options.from);
      const rows = called.history.map((m) => historyRow(m, book.regimes)).filter((r) => r.monthEnd >= from);
      if (options.json) return io.out(json(rows));
      if (options.csv) {
        const { historyCsv } = await import('../../report/csv/history-csv.ts');
        return io.out(historyCsv(rows));
      }
      const { historyText } = await import('../text/regimes/history.ts');
      const weights = Object.fromEntries(
        Object.entries(book.signals).map(([id, { weight }]) => [id, weight]),
      );
      return io.out(historyText(rows, { simulated, rules: book.regimes, weights }));
    });
}

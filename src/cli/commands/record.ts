import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import type { Day } from '../../market/day.ts';
import { usageError } from '../../market/problem.ts';
import type { Store } from '../../market/store/store.ts';
import { type Io, json } from '../shared/io.ts';
import { type CommonOptions, dateOption, readRuleBook, withCommon } from '../shared/options.ts';
import { problemText } from '../text/layout/problem.ts';

interface RecordOptions extends CommonOptions {
  readonly account?: string;
  readonly code?: string;
  readonly benchmark?: string;
  readonly from?: Day;
  readonly to?: Day;
  readonly out?: string;
}

export function addRecord(program: Command, io: Io): void {
  withCommon(program.command('record'))
    .description(
      'the real record of an account: time-weighted and money-weighted return, statistics, forecast and outcome',
    )
    .option('--account <file>', 'CSV with the columns date,value,flow,fees')
    .option('--code <code>', 'an account imported into the store, by its code')
    .option(
      '--benchmark <series>',
      'an index of the store, or a CSV of prices (default: reporting.benchmark of the rule book)',
    )
    .option('--from <date>', 'first day measured', dateOption)
    .option('--to <date>', 'last day measured', dateOption)
    .option('--out <file>', 'write the record as an HTML page')
    .action(async (options: RecordOptions) => {
      const { account, code } = options;
      if ((account === undefined) === (code === undefined))
        throw usageError(
          'record',
          account === undefined
            ? 'neither a file nor a code was given.'
            : 'both a file and a code were given.',
          'Give --account FILE, or --code for an account in the store.',
        );
      const hasStore = code !== undefined || existsSync(options.store);
      const { measureRecord } = await import('../../backtest/account/measure-record.ts');
      const { recordRequest } = await import('../../backtest/account/record-request.ts');
      const book = await readRuleBook(options.rulebook);
      const measure = async (store: Store | null) =>
        measureRecord(store, await recordRequest(store, options), book);
      const { withStore } = await import('../shared/with-store.ts');
      const found = hasStore
        ? await withStore(options, { purpose: 'trrm record', mode: 'read' }, measure)
        : await measure(null);
      if (!options.quiet) for (const problem of found.problems) io.err(`${problemText(problem)}\n`);
      if (options.out !== undefined) {
        const { renderRecord } = await import('../../report/record/page.ts');
        const { publishFile } = await import('../../decision/publish/publish-file.ts');
        await publishFile(options.out, renderRecord(found));
        io.err(`Written: ${options.out}\n`);
      }
      if (options.json)
        return io.out(
          json({
            ...found.record,
            outcome: found.outcome,
            reconciliation: found.reconciliation,
            problems: found.problems,
          }),
        );
      const { recordText } = await import('../text/backtest/record.ts');
      return io.out(recordText(found));
    });
}

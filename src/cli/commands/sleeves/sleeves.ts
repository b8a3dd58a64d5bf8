import type { Command } from 'commander';
import { type Io, json } from '../../shared/io.ts';
import { dateOption } from '../../shared/options.ts';
import { type SleevesOptions, withSleeves } from './options.ts';
import { addSleevesResearch } from './research.ts';
import type { ShowOptions } from './show.ts';

export function addSleeves(program: Command, io: Io): void {
  const sleeves = program.command('sleeves').description('factor sleeves built from individual stocks');

  withSleeves(sleeves.command('build'))
    .description('simulate every sleeve of the rule book over the stocks in the store')
    .option('--to <date>', 'last ISO date (default: last session of the store)', dateOption)
    .action(async (options: SleevesOptions) => {
      const { runSleevesBuild } = await import('./build.ts');
      return runSleevesBuild(options, io);
    });

  withSleeves(sleeves.command('show'))
    .description(
      'show a sleeve’s factsheet: returns, risk, valuation, holdings, rules, latest review; without a name, a summary of all',
    )
    .argument('[sleeve]', 'id of the sleeve, e.g. momentum')
    .option('--as-of <date>', 'as of the last month-end on or before this ISO date', dateOption)
    .option(
      '--holdings <date>',
      'show the holdings at this close: the last session of a month, or the last of all',
      dateOption,
    )
    .option('--model <folder>', 'the risk model for exposures (default: inec1 beside the store, if present)')
    .option('--out <file>', 'write the factsheet, or those of all sleeves, to an HTML file')
    .action(async (id: string | undefined, options: ShowOptions) => {
      const { runSleevesShow } = await import('./show.ts');
      return runSleevesShow(id, options, io);
    });

  withSleeves(sleeves.command('compare'))
    .description('compare returns, volatility, drawdown, turnover and correlations')
    .argument('[sleeves...]', 'ids of sleeves (default: all)')
    .option('--from <date>', 'first ISO date (default: the first that all have)', dateOption)
    .option('--to <date>', 'last ISO date', dateOption)
    .action(async (ids: readonly string[], options: SleevesOptions) => {
      const { readSleeveStore } = await import('../../../sleeves/sleeve-store.ts');
      const { compareSleeves } = await import('../../../sleeves/compare.ts');
      const comparison = compareSleeves(readSleeveStore(options.sleeves), ids, options);
      if (options.json) return io.out(json(comparison));
      const { comparisonText } = await import('../../text/sleeves/sleeves.ts');
      return io.out(comparisonText(comparison));
    });

  addSleevesResearch(sleeves, io);
}

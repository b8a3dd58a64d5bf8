import type { Command } from 'commander';
import type { Day } from '../../../market/day.ts';
import type { Io } from '../../shared/io.ts';
import { json } from '../../json.ts';
import { type CommonOptions, dateOption, withCommon } from '../../shared/options.ts';
import { withSleeveFile } from '../../shared/stock-options.ts';
import { addSleevesResearch } from './sleeves-research.ts';
import type { ShowOptions } from './sleeves-show.ts';

/** What every command on sleeves takes beside the common options. */
export interface SleevesOptions extends CommonOptions {
  readonly sleeves: string;
  readonly from?: Day;
  readonly to?: Day;
}

const withSleeves = (command: Command): Command => withSleeveFile(withCommon(command));

export function addSleeves(program: Command, io: Io): void {
  const sleeves = program.command('sleeves').description('factor sleeves built from single shares');

  withSleeves(sleeves.command('build'))
    .description(
      'reviews every sleeve of the rule book over the shares in the store, and works out its levels',
    )
    .option('--to <date>', 'last ISO date; the last session of the store if left out', dateOption)
    .action(async (options: SleevesOptions) => {
      const { buildSleevesFromStore } = await import('./sleeves-build.ts');
      return buildSleevesFromStore(options, io);
    });

  withSleeves(sleeves.command('show'))
    .description(
      'a sleeve’s factsheet: returns, risk, valuation, holdings, rules, the latest review; all in short if none is named',
    )
    .argument('[sleeve]', 'its id, e.g. momentum')
    .option('--as-of <date>', 'as of the last month’s end by this ISO date', dateOption)
    .option(
      '--holdings <date>',
      'what was held at the close of a month’s last session, or of the last of all',
      dateOption,
    )
    .option('--model <folder>', 'the risk model for exposures; inec1 beside the store where it is there')
    .option('--out <file>', 'an HTML file with the factsheet; with those of all if none is named')
    .action(async (id: string | undefined, options: ShowOptions) => {
      const { showSleeves } = await import('./sleeves-show.ts');
      return showSleeves(id, options, io);
    });

  withSleeves(sleeves.command('compare'))
    .description('returns, volatility, drawdown, turnover and correlations side by side')
    .argument('[sleeves...]', 'ids; all if none is named')
    .option('--from <date>', 'first ISO date; the first that all have if left out', dateOption)
    .option('--to <date>', 'last ISO date', dateOption)
    .action(async (ids: readonly string[], options: SleevesOptions) => {
      const { readSleeves } = await import('../../../sleeves/sleeve-store.ts');
      const { compareSleeves } = await import('../../../sleeves/compare.ts');
      const compared = compareSleeves(readSleeves(options.sleeves), ids, options);
      if (options.json) return io.out(json(compared));
      const { comparisonText } = await import('../../text/sleeves.ts');
      return io.out(comparisonText(compared));
    });

  addSleevesResearch(sleeves, io);
}

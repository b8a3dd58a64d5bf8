import { type Command, InvalidArgumentError } from 'commander';
import type { Day } from '../../../market/day.ts';
import { type Io, json } from '../../shared/io.ts';
import { type CommonOptions, dateOption, wholeNumber, withCommon } from '../../shared/options.ts';

interface FundOptions extends CommonOptions {
  readonly asOf?: Day;
  readonly category?: string;
  readonly plan?: 'direct' | 'regular';
}

interface ScoreOptions extends FundOptions {
  readonly codes?: readonly string[];
  readonly benchmark?: string;
  readonly window?: number;
  readonly bands?: 'stars' | 'crisil';
  readonly out?: string;
  readonly csv?: string;
}

export function addFunds(program: Command, io: Io): void {
  const funds = program.command('funds').description('mutual funds: schemes, measures, scorecards');
  const reading = { purpose: 'trrm funds', mode: 'read' } as const;

  withCommon(funds.command('list'))
    .description('list the live schemes of the store, or of one category')
    .option('--as-of <date>', 'ISO date (default: today)', dateOption)
    .option('--category <id>', 'a category, e.g. large-cap')
    .option('--plan <plan>', 'direct or regular (default: both)', planOption)
    .option('--all', 'also list schemes without a NAV of the last week')
    .action(async (options: FundOptions & { readonly all?: boolean }) => {
      const { isLive } = await import('../../../funds/peers.ts');
      const { fundListText } = await import('../../text/funds.ts');
      const { withStore } = await import('../../shared/with-store.ts');
      await withStore(options, reading, async (store) => {
        const asOf = options.asOf ?? io.today();
        const { schemes } = await store.funds({ asOf });
        const chosen = schemes.filter(
          (s) =>
            (options.all === true || isLive(s, asOf)) &&
            (options.category === undefined || s.category === options.category) &&
            (options.plan === undefined || s.plan === options.plan),
        );
        if (options.json) {
          const { schemesJson } = await import('../../../funds/funds-json.ts');
          return io.out(json(schemesJson(chosen)));
        }
        return io.out(
          chosen.length === 0
            ? 'No scheme. Import AMFI’s list of NAVs and NAV histories with trrm import, or use --all.\n'
            : fundListText(chosen, store.simulated),
        );
      });
    });

  withScore(withCommon(funds.command('show')))
    .description('show one fund: all measures, its percentile among its peers, facts, flags')
    .argument('<code>', 'AMFI’s scheme code, e.g. 119018')
    .action(async (code: string, options: ScoreOptions) => {
      const { loadFundSheet } = await import('../../../funds/fund-sheet.ts');
      const { fundSheetText } = await import('../../text/funds.ts');
      const { withStore } = await import('../../shared/with-store.ts');
      await withStore(options, reading, async (store) => {
        const sheet = await loadFundSheet(store, code, requestOf(options, io));
        if (options.json) {
          const { fundJson } = await import('../../../funds/funds-json.ts');
          return io.out(json(fundJson(sheet.fund)));
        }
        return io.out(fundSheetText(sheet, store.simulated));
      });
    });

  withScore(withCommon(funds.command('score')))
    .description('score and rank the direct growth plans of a category; shows the score’s own record')
    .option('--category <id>', 'a category, e.g. large-cap')
    .option('--codes <codes>', 'these schemes instead, AMFI’s codes separated by commas', codeList)
    .option('--plan <plan>', 'direct or regular', planOption, 'direct')
    .option(
      '--bands <bands>',
      'rating bands: stars (10/22.5/35/22.5/10 %) or crisil (10/20/40/20/10 %)',
      bandsOption,
      'stars',
    )
    .option('--out <file>', 'write the card to an HTML file')
    .option('--csv <file>', 'write the card to a CSV file')
    .action(async (options: ScoreOptions) => {
      const { runFundsScore } = await import('./score.ts');
      return runFundsScore(options, requestOf(options, io), io);
    });
}

const withScore = (command: Command): Command =>
  command
    .option('--as-of <date>', 'ISO date (default: today)', dateOption)
    .option('--benchmark <id>', 'total-return index, e.g. nifty-100 (default: that of the category)')
    .option('--window <months>', 'months of the window', wholeNumber(12, 120), 36);

const requestOf = (options: ScoreOptions, io: Io) => ({
  asOf: options.asOf ?? io.today(),
  ...(options.benchmark !== undefined && { benchmark: options.benchmark }),
  ...(options.window !== undefined && { window: options.window }),
});

const oneOf =
  <T extends string>(...words: readonly T[]) =>
  (text: string): T => {
    const word = words.find((w) => w === text);
    if (word === undefined) throw new InvalidArgumentError(`Give ${words.join(' or ')}.`);
    return word;
  };
const planOption = oneOf('direct', 'regular');
const bandsOption = oneOf('stars', 'crisil');
const codeList = (text: string): readonly string[] => text.split(',').map((code) => code.trim());

import { type Command, InvalidArgumentError } from 'commander';
import type { Day } from '../../../market/day.ts';
import type { Io } from '../../shared/io.ts';
import { json } from '../../json.ts';
import { type CommonOptions, dateOption, withCommon } from '../../shared/options.ts';

export interface ResearchOptions extends CommonOptions {
  readonly sleeve?: readonly string[];
  readonly index?: readonly string[];
  readonly from?: Day;
  readonly to?: Day;
  readonly trials?: number;
  readonly out?: string;
}

function trials(text: string): number {
  const n = Number(text);
  if (!Number.isInteger(n) || n < 1 || n > 1e6)
    throw new InvalidArgumentError('Give a whole number from 1 to 1000000.');
  return n;
}

/** `trrm sleeves research`: is the factor real? */
export function addSleevesResearch(sleeves: Command, io: Io): void {
  withCommon(sleeves.command('research'))
    .description(
      'is the factor real: alpha, consistency, decay, replication, costs and the search, of sleeves and of indices',
    )
    .option('--sleeve <id...>', 'sleeves of the rule book, built anew from the shares in the store')
    .option('--index <series...>', 'indices whose levels are in the store, e.g. nifty200-momentum-30')
    .option('--from <date>', 'first ISO date of the record', dateOption)
    .option('--to <date>', 'last ISO date of the record', dateOption)
    .option(
      '--trials <n>',
      'ways tried before each rule: more than the variants of all sleeves of the rule book, or other than 20 for the maker of an index',
      trials,
    )
    .option('--out <folder>', 'where research.html and research.json go')
    .action(async (options: ResearchOptions) => {
      const { researchStore } = await import('./research-store.ts');
      const record = await researchStore(options, io);
      if (options.out !== undefined) {
        const { publishFiles } = await import('../../shared/publish-files.ts');
        const { renderResearch } = await import('../../../report/factor-research/page.ts');
        const contents = { 'research.json': json(record), 'research.html': renderResearch(record) };
        const files = await publishFiles(options.out, contents, (names) => Promise.resolve(names));
        if (!options.quiet) io.err(`Written: ${files.join(', ')}\n`);
      }
      if (options.json) return io.out(json(record));
      const { researchText } = await import('../../text/research.ts');
      return io.out(researchText(record));
    });
}

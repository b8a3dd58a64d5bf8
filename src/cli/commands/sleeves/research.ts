import type { Command } from 'commander';
import type { Day } from '../../../market/day.ts';
import type { FactorValidation } from '../../../validation/factors/result.ts';
import { type Io, json, jsonText } from '../../shared/io.ts';
import {
  type CommonOptions,
  dateOption,
  readRuleBook,
  wholeNumber,
  withCommon,
} from '../../shared/options.ts';

interface Options extends CommonOptions {
  readonly sleeve?: readonly string[];
  readonly index?: readonly string[];
  readonly from?: Day;
  readonly to?: Day;
  readonly trials?: number;
  readonly out?: string;
}

/** `trrm sleeves research`. */
export function addSleevesResearch(sleeves: Command, io: Io): void {
  withCommon(sleeves.command('research'))
    .description(
      'validate factors of sleeves and indices: alpha, consistency, decay, replication, costs, multiple testing',
    )
    .option('--sleeve <id...>', 'sleeves of the rule book, built from the stocks in the store')
    .option('--index <series...>', 'indices with levels in the store, e.g. nifty200-momentum-30')
    .option('--from <date>', 'first ISO date of the sample', dateOption)
    .option('--to <date>', 'last ISO date of the sample', dateOption)
    .option(
      '--trials <n>',
      'declare the number of variants tried before each rule, where more than the rule book implies (20 for indices)',
      wholeNumber(1, 1e6),
    )
    .option('--out <folder>', 'also write research.html and research.json')
    .action(async (options: Options) => {
      const validation = await validate(options, io);
      if (options.out !== undefined) {
        const { publishSet } = await import('../../../decision/publish/publish-set.ts');
        const { renderFactorValidation } = await import('../../../report/factor-research/page.ts');
        const contents = {
          'research.json': jsonText(validation),
          'research.html': renderFactorValidation(validation),
        };
        const set = { set: 'research', asOf: null, decision: null, contents };
        const { files } = await publishSet(options.out, set);
        if (!options.quiet) io.err(`Written: ${files.join(', ')}\n`);
      }
      if (options.json) return io.out(json(validation));
      const { researchText } = await import('../../text/validation/research.ts');
      return io.out(researchText(validation));
    });
}

async function validate(options: Options, io: Io): Promise<FactorValidation> {
  const { validateFactorsOfStore } = await import('../../../validation/factors/validate-store.ts');
  const { runLongTask } = await import('../../shared/long-task.ts');
  const { withStore } = await import('../../shared/with-store.ts');
  const book = await readRuleBook(options.rulebook);
  const { sleeve, index, from, to, trials } = options;
  return withStore(options, { purpose: 'trrm sleeves research', mode: 'read' }, (store) =>
    runLongTask(io, options.quiet, (task) =>
      validateFactorsOfStore(store, {
        book,
        sleeves: sleeve,
        indices: index,
        from,
        to,
        today: io.today(),
        declaredTrials: trials,
        ...task,
      }),
    ),
  );
}

import { type Command, InvalidArgumentError, Option } from 'commander';
import { type Day, iso } from '../../market/day.ts';
import type { RegimeValidation } from '../../validation/regimes/result.ts';
import { DEFAULT_VALIDATION } from '../../validation/regimes/defaults.ts';
import { type Io, json, jsonText } from '../shared/io.ts';
import { type CommonOptions, dateOption, readRuleBook, wholeNumber, withCommon } from '../shared/options.ts';

interface Options extends CommonOptions {
  readonly from: Day;
  readonly to?: Day;
  readonly variants?: number;
  readonly draws: number;
  readonly seed: number;
  readonly cost: number;
  readonly out?: string;
}

function percentOption(text: string): number {
  const n = Number(text);
  if (!(n >= 0 && n <= 10)) throw new InvalidArgumentError('Give a percentage from 0 to 10.');
  return n / 100;
}

export function addEvidence(program: Command, io: Io): void {
  const { from, draws, seed, cost } = DEFAULT_VALIDATION;
  withCommon(program.command('evidence'))
    .description(
      'validate the regime model: ex-post bear markets, benchmark classifiers, factor premia, parameter sensitivity',
    )
    .addOption(new Option('--from <date>', 'first ISO date').argParser(dateOption).default(from, iso(from)))
    .option('--to <date>', 'last ISO date (default: last session of the store)', dateOption)
    .option(
      '--variants <n>',
      'variants of the rules tried (default: 170 before the defaults were chosen, and every trial of `trrm sweep` since)',
      wholeNumber(1, 1e6),
    )
    .option(
      '--draws <n>',
      'random perturbations of all thresholds and weights',
      wholeNumber(1, 100_000),
      draws,
    )
    .option('--seed <n>', 'seed of perturbations and bootstraps', wholeNumber(0, 2 ** 31), seed)
    .addOption(
      new Option('--cost <percent>', 'one-way cost of a switch, in percent of the amount')
        .argParser(percentOption)
        .default(cost, String(100 * cost)),
    )
    .option('--out <folder>', 'also write evidence.json and evidence.html')
    .action(async (options: Options) => {
      const validation = await validate(options, io);
      if (options.out !== undefined) {
        const { publishSet } = await import('../../decision/publish/publish-set.ts');
        const { renderValidation } = await import('../../report/validation/page.ts');
        const contents = {
          'evidence.json': jsonText(validation),
          'evidence.html': renderValidation(validation),
        };
        const set = { set: 'validation', asOf: null, decision: null, contents };
        const { files } = await publishSet(options.out, set);
        if (!options.quiet) io.err(`Written: ${files.join(', ')}\n`);
      }
      if (options.json) return io.out(json(validation));
      const { evidenceText } = await import('../text/validation/evidence.ts');
      return io.out(evidenceText(validation));
    });
}

async function validate(options: Options, io: Io): Promise<RegimeValidation> {
  const { END_OF_TIME } = await import('../../market/as-of-date.ts');
  const { validateRegimesOfStore } = await import('../../validation/regimes/validate-store.ts');
  const { runLongTask } = await import('../shared/long-task.ts');
  const { withStore } = await import('../shared/with-store.ts');
  const { from, to, variants, draws, seed, cost } = options;
  const book = await readRuleBook(options.rulebook);
  const tried = variants === undefined ? {} : { variantsTried: variants };
  const request = { book, knownOn: END_OF_TIME, from, to, ...tried, draws, seed, cost };
  return withStore(options, { purpose: 'trrm evidence', mode: 'read' }, (store) =>
    runLongTask(io, options.quiet, (task) =>
      validateRegimesOfStore(store, { ...request, today: io.today(), ...task }),
    ),
  );
}

import { type Command, InvalidArgumentError } from 'commander';
import type { Evidence } from '../../validation/regimes/result.ts';
import type { Day } from '../../market/day.ts';
import type { Io } from '../shared/io.ts';
import { json } from '../json.ts';
import { DEFAULT_TRIAL } from '../default-trial.ts';
import { type CommonOptions, dateOption, readRuleBook, withCommon } from '../shared/options.ts';

interface Options extends CommonOptions {
  readonly from: Day;
  readonly to?: Day;
  readonly variants: number;
  readonly draws: number;
  readonly seed: number;
  readonly cost: number;
  readonly out?: string;
}

const whole =
  (least: number, most: number) =>
  (text: string): number => {
    const n = Number(text);
    if (!Number.isInteger(n) || n < least || n > most) {
      throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
    }
    return n;
  };

function percent(text: string): number {
  const n = Number(text);
  if (!(n >= 0 && n <= 10)) throw new InvalidArgumentError('Give a percentage from 0 to 10.');
  return n / 100;
}

export function addEvidence(program: Command, io: Io): void {
  withCommon(program.command('evidence'))
    .description('the rules against ex-post truth and challengers: agreement, risk, premia, stability')
    .option('--from <date>', 'first ISO date', dateOption, DEFAULT_TRIAL.from)
    .option('--to <date>', 'last ISO date; the last session of the store if left out', dateOption)
    .option(
      '--variants <n>',
      'variants of the rules tried before these',
      whole(1, 1e6),
      DEFAULT_TRIAL.variants,
    )
    .option('--draws <n>', 'jitters of all thresholds and weights', whole(1, 100_000), DEFAULT_TRIAL.draws)
    .option('--seed <n>', 'of jitters and bootstraps', whole(0, 2 ** 31), DEFAULT_TRIAL.seed)
    .option('--cost <percent>', 'one-way cost of a switch in the switch test', percent, DEFAULT_TRIAL.cost)
    .option('--out <folder>', 'also writes evidence.json and evidence.html')
    .action(async (options: Options) => {
      const evidence = await evidenceOf(options, io);
      if (options.out !== undefined) {
        const { publishFiles } = await import('../shared/publish-files.ts');
        const { renderEvidence } = await import('../../report/validation/page.ts');
        const contents = { 'evidence.json': json(evidence), 'evidence.html': renderEvidence(evidence) };
        const files = await publishFiles(options.out, contents, (names) => Promise.resolve(names));
        if (!options.quiet) io.err(`Written: ${files.join(', ')}\n`);
      }
      if (options.json) return io.out(json(evidence));
      const { evidenceText } = await import('../text/evidence.ts');
      return io.out(evidenceText(evidence));
    });
}

async function evidenceOf(options: Options, io: Io): Promise<Evidence> {
  const { END_OF_TIME, withStore } = await import('../shared/with-store.ts');
  const { putOnTrial } = await import('../shared/run-validation.ts');
  const book = await readRuleBook(options.rulebook);
  return withStore(options, { purpose: 'trrm evidence', mode: 'read' }, (store) =>
    putOnTrial(store, { ...options, book, knownOn: END_OF_TIME }, io),
  );
}

import { join } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { LINK_METHODS, type LinkMethod } from '../../../backtest/attribution/link.ts';
import { DEFAULT_DRAWS, DEFAULT_SEED } from '../../../backtest/inference/resampled-differences.ts';
import type { BacktestChoices } from '../../../backtest/plan.ts';
import type { RuleVariant } from '../../../backtest/variants/read-variants.ts';
import { type Day, iso } from '../../../market/day.ts';
import { userError } from '../../../market/problem.ts';
import type { RuleBook } from '../../../rulebook/rule-book.ts';
import { type Io, json } from '../../shared/io.ts';
import { keepHeapLean } from '../../shared/lean-heap.ts';
import { dateOption, readRuleBook, wholeNumber, withCommon } from '../../shared/options.ts';
import { type StockOptions, withModelBuild, withStockModels } from '../../shared/stock-options.ts';
import { addBacktestVerify } from './verify.ts';

interface Options extends StockOptions {
  readonly from?: Day;
  readonly to?: Day;
  readonly level?: BacktestChoices['level'];
  readonly weights?: BacktestChoices['weights'];
  readonly fill?: BacktestChoices['fill'];
  readonly value?: number;
  readonly benchmark?: string;
  readonly tax?: BacktestChoices['tax'];
  readonly hedge?: 'on' | 'off';
  readonly alternatives: 'usual' | 'all';
  readonly variants?: string;
  readonly costs: boolean;
  readonly expenses: boolean;
  readonly decisions?: boolean;
  readonly resume?: boolean;
  readonly link: LinkMethod | 'ladder';
  readonly draws: number;
  readonly seed: number;
  readonly out?: string;
}

export function addBacktest(program: Command, io: Io, fail: () => void): void {
  const command = withStockModels(withCommon(program.command('backtest')))
    .description(
      'run the monthly allocation over history, month by month as trrm run decides it, filled at the next close and after costs',
    )
    .option(
      '--from <date>',
      'the first decision is at the end of this month (default: as early as possible)',
      dateOption,
    )
    .option(
      '--to <date>',
      'the record ends with this day (default: the last session of the store)',
      dateOption,
    )
    .addOption(
      new Option(
        '--level <level>',
        'shares: hold the stocks of sleeves, by the orders of each decision (default where the first one has a risk model); index: hold sleeves by their indices',
      ).choices(['index', 'shares']),
    )
    .addOption(
      new Option(
        '--weights <rule>',
        'rules: as the monthly run decides (default); base: the bouquet of the label alone, without tilt, limits, minimum trade or expenses',
      ).choices(['rules', 'base']),
    )
    .addOption(
      new Option(
        '--fill <rule>',
        'units: orders of the decision, filled at the next close (default); reset: exactly the target weights there',
      ).choices(['units', 'reset']),
    )
    .option('--value <rupees>', '₹ at the start (default: 100000000)', rupeesOption)
    .option('--benchmark <series>', 'series id of the benchmark (default: nifty-500, else nifty-50)')
    .addOption(
      new Option('--alternatives <list>', 'all: also classifiers fitted to the data, which takes seconds')
        .choices(['usual', 'all'])
        .default('usual'),
    )
    .option('--variants <file>', 'rule-book variants to run beside it and to count in the tests, as YAML')
    .addOption(
      new Option(
        '--tax <rule>',
        'lots: tax on gains by purchase lot, paid each 31 March (default in stocks); none: left out (default by indices)',
      ).choices(['none', 'lots']),
    )
    .addOption(
      new Option(
        '--hedge <whether>',
        'trade the futures of each decision’s hedge (default: on where stocks are held and the store has futures, else off)',
      ).choices(['on', 'off']),
    )
    .option('--no-costs', 'trade without charges')
    .option('--no-expenses', 'hold without the expense ratios of the rule book')
    .addOption(
      new Option(
        '--link <method>',
        'how effects are linked over months, where a published method must be matched',
      )
        .choices(['ladder', ...LINK_METHODS])
        .default('ladder'),
    )
    .option('--draws <n>', 'resamples of the bootstrap', wholeNumber(100, 1_000_000), DEFAULT_DRAWS)
    .option('--seed <n>', 'seed of the resamples', wholeNumber(0, Number.MAX_SAFE_INTEGER), DEFAULT_SEED)
    .option('--decisions', 'also write decisions/<date>.json')
    .option('--resume', 'continue a back-test that was stopped')
    .option('--out <folder>', 'where to write (default: trrm-out/backtest-<from>-<to>)')
    .action((options: Options) => runBacktestCommand(options, io));
  addBacktestVerify(command, io, fail);
}

function rupeesOption(text: string): number {
  const value = Number(text);
  if (!(value >= 100_000 && value <= 1e11))
    throw new InvalidArgumentError('Give an amount from 100000 (₹ 1 lakh) to 100000000000 (₹ 10,000 crore).');
  return value;
}

const choicesOf = ({
  from,
  to,
  level,
  weights,
  fill,
  value,
  benchmark,
  tax,
  hedge,
  costs,
  expenses,
  alternatives,
}: Options): BacktestChoices => ({
  ...(from !== undefined && { from: iso(from) }),
  ...(to !== undefined && { to: iso(to) }),
  ...(level && { level }),
  ...(weights && { weights }),
  ...(fill && { fill }),
  ...(value !== undefined && { value }),
  ...(benchmark !== undefined && { benchmark }),
  ...(tax && { tax }),
  ...(hedge && { hedge: hedge === 'on' }),
  costs,
  expenses,
  fittedChallengers: alternatives === 'all',
});

async function variantsOf(file: string | undefined, book: RuleBook): Promise<RuleVariant[]> {
  if (file === undefined) return [];
  const { readText, VARIANTS } = await import('../../../market/files/read-text.ts');
  const { readVariants } = await import('../../../backtest/variants/read-variants.ts');
  return readVariants(readText(file, VARIANTS), file, book);
}

async function runBacktestCommand(options: Options, io: Io): Promise<void> {
  keepHeapLean();
  const { withStore } = await import('../../shared/with-store.ts');
  const { openBacktest } = await import('../../../backtest/open-backtest.ts');
  const { openJournal } = await import('../../../backtest/journal.ts');
  const { decisionDays } = await import('../../../backtest/schedule.ts');
  const { runBacktest } = await import('../../../backtest/run-backtest.ts');
  const { engine } = await import('../../../decision/engine.ts');
  const { listEntries } = await import('../../../decision/ledger/ledger.ts');
  const { backtestFiles } = await import('../../../report/csv/backtest-files.ts');
  const { publishSet } = await import('../../../decision/publish/publish-set.ts');
  const book = await readRuleBook(options.rulebook);
  const variants = await variantsOf(options.variants, book);
  const result = await withStore(options, { purpose: 'trrm backtest', mode: 'read' }, async (store) =>
    withModelBuild(options, { writable: false }, io, async (modelBuild) => {
      const settings = { book, engine: engine(), throughImport: await store.lastImport(), modelBuild };
      const request = { ...settings, choices: choicesOf(options) };
      const opened = await openBacktest(store, request);
      const { plan } = opened;
      const folder = options.out ?? join('trrm-out', `backtest-${plan.from}-${plan.to}`);
      const journal = openJournal(folder, plan, {
        resume: options.resume === true,
        days: decisionDays(opened.schedule),
        withDecisions: options.decisions === true,
      });
      let kept = journal.months.length;
      const task = {
        progress: (done: number, of: number, what: string) =>
          modelBuild.progress(`Back-test, ${what}`, done, of),
        ...(modelBuild.signal && { signal: modelBuild.signal }),
      };
      try {
        const decided = await runBacktest(opened, {
          ...task,
          earlier: journal.months,
          keepsDecisions: options.decisions === true,
          onMonth: (month) => {
            journal.append(month);
            kept++;
          },
          ledger: await listEntries(store),
        });
        if (variants.length === 0) return { made: decided, folder, journal };
        const { withVariants } = await import('../../../backtest/variants/with-variants.ts');
        const run = await withVariants(store, decided.run, variants, request, task);
        return { made: { ...decided, run }, folder, journal };
      } catch (error) {
        if (!modelBuild.signal?.aborted) throw error;
        throw userError(
          'stopped',
          folder,
          `The back-test was stopped after ${kept} of ${opened.schedule.months.length} months, which are kept.`,
          'Run it again with --resume to continue.',
        );
      }
    }),
  );
  const { made, folder, journal } = result;
  const { studyOf } = await import('../../../backtest/study.ts');
  const { renderBacktest } = await import('../../../report/backtest/page.ts');
  const { run } = made;
  const study = studyOf(run, { draws: options.draws, seed: options.seed, link: options.link });
  const files = backtestFiles(made, study, renderBacktest(run, study), options.decisions === true);
  const written: string[] = [];
  if (files.portfolios)
    written.push(...(await publishSet(join(folder, 'portfolios'), files.portfolios)).files);
  if (files.decisions) written.push(...(await publishSet(join(folder, 'decisions'), files.decisions)).files);
  const published = await publishSet(folder, files.backtest);
  journal.close();
  if (options.json) {
    const { studyJson } = await import('../../../backtest/study.ts');
    return io.out(json(studyJson(run, study)));
  }
  const { backtestText } = await import('../../text/backtest/backtest.ts');
  return io.out(backtestText(run, study, published.files));
}

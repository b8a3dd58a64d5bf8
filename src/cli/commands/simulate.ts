import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Day } from '../../market/day.ts';
import type { SimulationSettings } from '../../whatif/simulation/simulation-settings.ts';
import { type Io, json, jsonText } from '../shared/io.ts';
import { dateOption, readHoldings, readRuleBook, wholeNumber, withCommon } from '../shared/options.ts';
import { type StockOptions, withModelBuild, withStockModels } from '../shared/stock-options.ts';

interface Options extends StockOptions {
  readonly asOf?: Day;
  readonly portfolio?: string;
  readonly months: number;
  readonly paths: number;
  readonly seed: number;
  readonly law: NonNullable<SimulationSettings['law']>;
  readonly means: NonNullable<SimulationSettings['means']>;
  readonly policy?: readonly (typeof POLICIES)[number][];
  readonly block: number;
  readonly fixedBlocks?: boolean;
  readonly uncertain?: boolean;
  readonly threads?: number;
  readonly yes?: boolean;
  readonly out?: string;
}

// Written out, so that the help does not load the engine.
const POLICIES = ['follow', 'keep', 'hold', 'nifty'] as const;

export function addSimulate(program: Command, io: Io): void {
  withStockModels(withCommon(program.command('simulate')))
    .description(
      'where the rules could lead: regime-switching Monte Carlo of the policies, with its standard errors',
    )
    .option('--as-of <date>', 'ISO date (default: last session of the store)', dateOption)
    .option('--portfolio <file>', 'current holdings by value or by lot, as CSV')
    .option('--months <n>', 'months to simulate', wholeNumber(1, 360), 60)
    .option('--paths <n>', 'paths, an even number', wholeNumber(1000, 1_000_000), 20_000)
    .option('--seed <n>', 'seed of the random numbers', seedOption, 1)
    .addOption(
      new Option('--law <law>', 'law of a month’s returns, given its label')
        .choices(['t', 'normal', 'blocks'])
        .default('t'),
    )
    .addOption(
      new Option(
        '--means <rule>',
        'expected returns: of all months, shrunk to the label’s own, or those of cash',
      )
        .choices(['pooled', 'regime', 'zero'])
        .default('pooled'),
    )
    .addOption(
      new Option(
        '--policy <id...>',
        'policies to compare; the first is the reference (default: all)',
      ).choices([...POLICIES]),
    )
    .option('--block <months>', 'mean length of blocks', wholeNumber(1, 36), 3)
    .option('--fixed-blocks', 'all blocks have that length, unless the label changes within')
    .option('--uncertain', 'draw the transition probabilities too, once for every 100 paths')
    .option(
      '--threads <n>',
      'worker threads (default: one per core); they do not change the result',
      wholeNumber(1, 64),
    )
    .option('--yes', 'allow more than 10⁹ paths × months × assets')
    .option('--out <folder>', 'also write simulation.json and simulation.html')
    .action((options: Options) => runSimulate(options, io));
}

function seedOption(text: string): number {
  const seed = Number(text);
  if (!/^-?\d+$/.test(text) || !Number.isSafeInteger(seed))
    throw new InvalidArgumentError('Give a whole number.');
  return seed;
}

async function runSimulate(options: Options, io: Io): Promise<void> {
  const { asOfDate } = await import('../../market/as-of-date.ts');
  const { withStore } = await import('../shared/with-store.ts');
  const { checkedSettings } = await import('../../whatif/simulation/simulation-settings.ts');
  const { simulateRequest } = await import('../../whatif/simulation/simulation-of-store.ts');
  const { inline, threads } = await import('../../parallel/executor.ts');
  const { engine } = await import('../../decision/engine.ts');
  const { NIFTY } = await import('../../market/series.ts');
  const { months, paths, seed, law, means, policy, block, fixedBlocks, uncertain, yes } = options;
  const settings: SimulationSettings = {
    months,
    paths,
    seed,
    law,
    means,
    blockLength: block,
    blockKind: fixedBlocks === true ? 'fixed' : 'geometric',
    uncertain: uncertain === true,
    yes: yes === true,
    ...(policy && { policies: policy }),
  };
  // A mistake is reported before the store is opened.
  checkedSettings(settings);
  const book = await readRuleBook(options.rulebook);
  const portfolio = readHoldings(options.portfolio);
  const result = await withStore(options, { purpose: 'trrm simulate', mode: 'read' }, async (store) => {
    const asOf = asOfDate(options.asOf, await store.load([`${NIFTY}.close`]), io.today());
    const throughImport = await store.lastImport();
    const request = { asOf, book, portfolio, engine: engine(), throughImport };
    // A simulation writes neither to the store nor to the cached models.
    return withModelBuild(options, { writable: false }, io, (modelBuild) =>
      simulateRequest(store, { ...request, modelBuild }, settings, {
        executor: options.threads === 1 ? inline : threads(options.threads),
        progress: (done, of) => modelBuild.progress('Simulating, chunks of 1,024 paths', done, of),
        signal: modelBuild.signal,
      }),
    );
  });
  if (options.out !== undefined) {
    const { publishSet } = await import('../../decision/publish/publish-set.ts');
    const { renderSimulation } = await import('../../report/simulation/page.ts');
    const contents = { 'simulation.json': jsonText(result), 'simulation.html': renderSimulation(result) };
    const set = { set: 'simulation', asOf: result.asOf, decision: null, contents };
    const { files } = await publishSet(options.out, set);
    if (!options.quiet) io.err(`Written: ${files.join(', ')}\n`);
  }
  if (options.json) return io.out(json(result));
  const { simulationText } = await import('../text/whatif/simulation.ts');
  return io.out(simulationText(result));
}

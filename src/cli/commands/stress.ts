import { type Command, InvalidArgumentError } from 'commander';
import type { Day } from '../../market/day.ts';
import { parsePercent, parseShocks } from '../../whatif/stress/shock-settings.ts';
import { type Io, json, jsonText } from '../shared/io.ts';
import { dateOption, readHoldings, readRuleBook, withCommon } from '../shared/options.ts';
import { type StockOptions, withModelBuild, withStockModels } from '../shared/stock-options.ts';

interface Options extends StockOptions {
  readonly asOf?: Day;
  readonly portfolio?: string;
  readonly shock?: readonly string[];
  readonly loss?: number;
  readonly out?: string;
}

export function addStress(program: Command, io: Io): void {
  withStockModels(withCommon(program.command('stress')))
    .description(
      'what the portfolio would lose: historical windows on today’s weights, factor shocks, reverse stress',
    )
    .option('--as-of <date>', 'ISO date (default: last session of the store)', dateOption)
    .option(
      '--portfolio <file>',
      'current holdings by value or by lot, as CSV (default: the weights after the month’s run)',
    )
    .option('--shock <factor=move...>', 'shock factors of INEC-1, for instance MARKET=-15% VALUE=+5%')
    .option(
      '--loss <return>',
      'find the most plausible factor move with this return, for instance -10%',
      percent,
    )
    .option('--out <folder>', 'also write stress.json and stress.html')
    .action((options: Options) => runStress(options, io));
}

/** A percentage as a fraction. */
function percent(text: string): number {
  const fraction = parsePercent(text);
  if (fraction === null) throw new InvalidArgumentError('Give a percentage like -10%.');
  return fraction;
}

async function runStress(options: Options, io: Io): Promise<void> {
  const { asOfDate } = await import('../../market/as-of-date.ts');
  const { withStore } = await import('../shared/with-store.ts');
  const { stressRequest } = await import('../../whatif/stress/stress-of-store.ts');
  const { engine } = await import('../../decision/engine.ts');
  const { NIFTY } = await import('../../market/series.ts');
  const questions = {
    ...(options.shock && { shocks: parseShocks(options.shock) }),
    ...(options.loss !== undefined && { loss: options.loss }),
  };
  const book = await readRuleBook(options.rulebook);
  const portfolio = readHoldings(options.portfolio);
  const result = await withStore(options, { purpose: 'trrm stress', mode: 'read' }, async (store) => {
    const asOf = asOfDate(options.asOf, await store.load([`${NIFTY}.close`]), io.today());
    const throughImport = await store.lastImport();
    const request = { asOf, book, portfolio, engine: engine(), throughImport };
    // A stress test writes neither to the store nor to the cached models.
    return withModelBuild(options, { writable: false }, io, (modelBuild) =>
      stressRequest(store, { ...request, modelBuild }, questions),
    );
  });
  if (options.out !== undefined) {
    const { publishSet } = await import('../../decision/publish/publish-set.ts');
    const { renderStress } = await import('../../report/stress/page.ts');
    const contents = { 'stress.json': jsonText(result), 'stress.html': renderStress(result) };
    const set = { set: 'stress', asOf: result.asOf, decision: null, contents };
    const { files } = await publishSet(options.out, set);
    if (!options.quiet) io.err(`Written: ${files.join(', ')}\n`);
  }
  if (options.json) return io.out(json(result));
  const { stressText } = await import('../text/whatif/stress.ts');
  return io.out(stressText(result));
}

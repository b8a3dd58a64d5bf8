import { type Command, Option } from 'commander';
import { type Regime, REGIMES } from '../../../regimes/regime.ts';
import type { Day } from '../../market/day.ts';
import { type Io, json, jsonText } from '../shared/io.ts';
import { dateOption, readHoldings, readRuleBook, withCommon } from '../shared/options.ts';
import { type StockOptions, withModelBuild, withStockModels } from '../shared/stock-options.ts';

interface Options extends StockOptions {
  readonly asOf?: Day;
  readonly set?: readonly string[];
  readonly regime?: Regime;
  readonly with?: string;
  readonly portfolio?: string;
  readonly out?: string;
  readonly todaysPrices?: boolean;
}

export function addWhatif(program: Command, io: Io): void {
  withStockModels(withCommon(program.command('whatif')))
    .description(
      'compare the month as it is with one as assumed: other levels, another regime or other rules',
    )
    .option('--as-of <date>', 'ISO date (default: last session of the store)', dateOption)
    .option(
      '--set <key=value...>',
      'set a level (us-vix=45, nifty=-20%, gsec=+50bp) or a rule (regimes.enterBullish=0.25)',
    )
    .addOption(new Option('--regime <label>', 'force the regime').choices([...REGIMES]))
    .option('--with <file>', 'assume this rule book')
    .option(
      '--portfolio <file>',
      'current holdings by value or by lot, as CSV (see docs/how-to/portfolio-files.md)',
    )
    .option('--todays-prices', 'leave prices as they are where the Nifty moves')
    .option('--out <folder>', 'also write whatif.json and what-if.html')
    .action((options: Options) => runWhatIfCommand(options, io));
}

async function runWhatIfCommand(options: Options, io: Io): Promise<void> {
  const { asOfDate } = await import('../../market/as-of-date.ts');
  const { withStore } = await import('../shared/with-store.ts');
  const { runWhatIf } = await import('../../whatif/what-if-of-store.ts');
  const { engine } = await import('../../decision/engine.ts');
  const { NIFTY } = await import('../../market/series.ts');
  const { parseSettings, withRuleSettings } = await import('../../whatif/settings.ts');
  const settings = parseSettings(options.set ?? []);
  const book = await readRuleBook(options.rulebook);
  const otherBook = options.with === undefined ? book : await readRuleBook(options.with);
  // A mistake in a rule is reported before the store is opened.
  const assumedBook = withRuleSettings(otherBook, settings.rules);
  const prices: 'moved' | 'todays' = options.todaysPrices ? 'todays' : 'moved';
  const scenario = {
    settings: { ...settings, rules: [] },
    forced: options.regime ?? null,
    assumedBook,
    prices,
  };
  const portfolio = readHoldings(options.portfolio);

  const { run, result } = await withStore(
    options,
    { purpose: 'trrm whatif', mode: 'read' },
    async (store) => {
      const asOf = asOfDate(options.asOf, await store.load([`${NIFTY}.close`]), io.today());
      const throughImport = await store.lastImport();
      const request = { asOf, book, portfolio, engine: engine(), throughImport };
      // A what-if writes neither to the store nor to the cached models.
      return withModelBuild(options, { writable: false }, io, (modelBuild) =>
        runWhatIf(store, { ...request, modelBuild }, scenario),
      );
    },
  );
  const { whatIfModel } = await import('../../report/what-if/page-model.ts');
  const model = whatIfModel(result, { before: book.regimes, after: assumedBook.regimes });
  if (options.out !== undefined) {
    const { publishSet } = await import('../../decision/publish/publish-set.ts');
    const { renderWhatIf } = await import('../../report/what-if/page.ts');
    const { hashRuleBook } = await import('../../rulebook/show.ts');
    const { manifest } = run.decision;
    const contents = {
      'whatif.json': jsonText(result),
      'what-if.html': renderWhatIf({ model, manifest, assumedRuleBook: hashRuleBook(assumedBook) }),
    };
    const set = { set: 'what-if', asOf: result.asOf, decision: null, contents };
    const { files } = await publishSet(options.out, set);
    if (!options.quiet) io.err(`Written: ${files.join(', ')}\n`);
  }
  if (options.json) return io.out(json(result));
  const { whatIfText } = await import('../text/whatif/whatif.ts');
  return io.out(whatIfText(model));
}

import { type Command, Option } from 'commander';
import { type Regime, REGIMES } from '../../../regimes/regime.ts';
import type { Day } from '../../market/day.ts';
import type { Io } from '../shared/io.ts';
import { json } from '../json.ts';
import { settingOption } from '../set-option.ts';
import { dateOption, readRuleBook, withCommon } from '../shared/options.ts';
import { type ShareOptions, whileBuilding, withShares } from '../shared/stock-options.ts';

interface Options extends ShareOptions {
  readonly asOf?: Day;
  readonly set?: readonly string[];
  readonly regime?: Regime;
  readonly with?: string;
  readonly portfolio?: string;
  readonly out?: string;
}

export function addWhatif(program: Command, io: Io): void {
  withShares(withCommon(program.command('whatif')))
    .description('before and after: levels moved, a regime forced, rules changed')
    .option('--as-of <date>', 'ISO date; the last session of the store if left out', dateOption)
    .option(
      '--set <key=value...>',
      'a level (us-vix=45, nifty=-20%, gsec=+50bp) or a rule (regimes.enterBullish=0.25)',
      settingOption,
    )
    .addOption(new Option('--regime <label>', 'forces the label').choices([...REGIMES]))
    .option('--with <file>', 'supposes this rule book instead')
    .option('--portfolio <file>', 'current holdings by value or by lot, CSV; see docs/portfolio-files.md')
    .option('--out <folder>', 'also writes whatif.json and a report with the comparison')
    .action((options: Options) => runWhatIf(options, io));
}

async function runWhatIf(options: Options, io: Io): Promise<void> {
  const { withStore, asOfOr } = await import('../shared/with-store.ts');
  const { runMonth, runSeries } = await import('../../decision/monthly-run.ts');
  const { withRules } = await import('../../rulebook/change.ts');
  const { parseSettings } = await import('../../whatif/settings.ts');
  const { whatIf } = await import('../../whatif/simulate.ts');
  const { readHoldings } = await import('../holdings.ts');
  const { engine } = await import('../shared/engine.ts');
  const { NIFTY } = await import('../../market/series.ts');
  const settings = parseSettings(options.set ?? []);
  const book = await readRuleBook(options.rulebook);
  const otherBook = options.with === undefined ? book : await readRuleBook(options.with);
  const supposedBook = withRules(otherBook, settings.rules);
  const portfolio = readHoldings(options.portfolio);

  const { run, result } = await withStore(
    options,
    { purpose: 'trrm whatif', mode: 'read' },
    async (store) => {
      const asOf = asOfOr(options.asOf, await store.load([`${NIFTY}.close`]), io.today());
      const throughImport = await store.lastImport();
      const request = { asOf, book, portfolio, engine: engine(), throughImport };
      const market = await store.load([...new Set([...runSeries(book), ...runSeries(supposedBook)])], {
        throughImport,
      });
      // The store is only read, and what lies beside it too.
      return whileBuilding(options, { mayWrite: false }, io, async (building) => {
        const run = await runMonth(store, { ...request, building });
        const result = await whatIf({
          market,
          simulated: store.simulated,
          asOf,
          book,
          shocks: settings.shocks,
          forced: options.regime ?? null,
          supposedBook,
          basisUnder: run.basisUnder,
          carrying: run.carrying,
        });
        return { run, result };
      });
    },
  );
  if (options.out !== undefined) {
    const { publishFiles } = await import('../shared/publish-files.ts');
    const { reportOf } = await import('../shared/build-report.ts');
    const contents = { 'whatif.json': json(result), 'report.html': reportOf(run, book, { whatIf: result }) };
    const files = await publishFiles(options.out, contents, (names) => Promise.resolve(names));
    if (!options.quiet) io.err(`Written: ${files.join(', ')}\n`);
  }
  if (options.json) return io.out(json(result));
  const { whatIfText } = await import('../text/whatif.ts');
  return io.out(whatIfText(result));
}

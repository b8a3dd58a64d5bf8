import { join } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { SLEEVES, type Weights } from '../../../allocations/positions.ts';
import type { StockSnapshot } from '../../../allocations/stocks/stock-snapshot.ts';
import type { PortfolioStock } from '../../../fixtures/equities/simulated-portfolio.ts';
import type { Io } from '../shared/io.ts';
import { wholeNumber } from '../shared/options.ts';
import { besideStore, withModelBuild } from '../shared/stock-options.ts';
import type { RunOptions } from './run.ts';

interface Options {
  readonly out: string;
  readonly stocks: number;
  /** Whether mutual funds are simulated too. */
  readonly funds?: boolean;
  /** Number of clients of a simulated book. */
  readonly clients?: number;
  /** The former name of `--stocks`. */
  readonly shares?: number;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** About as many as an exchange lists. */
const MAX_STOCKS = 5000;

function stockCount(text: string): number {
  const n = Number(text);
  if (!/^\d+$/.test(text) || n > MAX_STOCKS)
    throw new InvalidArgumentError(`Give a number of stocks from 0 to ${MAX_STOCKS}, e.g. 500.`);
  return n;
}

export function addDemo(program: Command, io: Io): void {
  program
    .command('demo')
    .description('run the monthly allocation on the built-in simulated market')
    .option(
      '--out <folder>',
      'where to write market files, store, decision and report',
      join('.trrm', 'demo'),
    )
    .option('--stocks <number>', 'number of simulated stocks; 0 for indices only', stockCount, 500)
    .option('--funds', 'also simulate mutual funds, for trrm funds and trrm plan')
    .option(
      '--clients <number>',
      'also simulate a book of so many clients, for trrm book',
      wholeNumber(1, 10_000),
    )
    .addOption(new Option('--shares <number>').argParser(stockCount).hideHelp())
    .option('--json', 'print the decision as JSON, and nothing else, to standard output')
    .option('--quiet', 'suppress progress and notes')
    .action(async ({ shares, ...options }: Options) =>
      runDemo({ ...options, stocks: shares ?? options.stocks }, io),
    );
}

async function runDemo({ out, stocks, funds = false, clients, ...options }: Options, io: Io): Promise<void> {
  const { importPaths } = await import('../../market/import/import.ts');
  const { withStore } = await import('../shared/with-store.ts');
  const { importProgress } = await import('../shared/progress.ts');
  const { runAndReport } = await import('./run.ts');
  const quiet = options.quiet === true;
  const note = (text: string) => (quiet ? undefined : io.err(`${text}\n`));
  const store = join(out, 'market.duckdb');

  const files = await writeMarket(join(out, 'files'), { stocks, funds }, note);
  const progress = importProgress(io, quiet);
  const report = await withStore({ store }, { purpose: 'trrm demo', mode: 'create' }, (open) =>
    importPaths(open, files, { today: io.today(), progress: progress.update }),
  ).finally(progress.stop);
  const [read, stored] = [report.rowsRead, report.stored].map((n) => n.toLocaleString('en-IN'));
  note(`Imported into ${store}: ${read} rows read, ${stored} new`);
  const run: RunOptions = { store, ...besideStore(store), out, quiet, ...(options.json && { json: true }) };
  const portfolio = stocks === 0 ? undefined : await writeHoldings(run, join(out, 'files'), io);
  if (clients !== undefined && stocks > 0) {
    const { writeBook } = await import('../shared/simulated-book.ts');
    note(
      `Wrote a book of ${clients.toLocaleString('en-IN')} clients to ${await writeBook(run, out, clients, io)}`,
    );
  }
  await runAndReport({ ...run, ...(portfolio !== undefined && { portfolio }) }, io);
}

/** ₹ 10 crore. */
const PORTFOLIO_VALUE = 1e8;

/** Writes the portfolio, lot by lot, of an investor who has followed the model until now; returns its path. */
async function writeHoldings(options: RunOptions, folder: string, io: Io): Promise<string | undefined> {
  const { writeFile } = await import('node:fs/promises');
  const { MARK } = await import('../../../fixtures/vendor-file.ts');
  const { simulatePortfolio } = await import('../../../fixtures/equities/simulated-portfolio.ts');
  const { DEFAULT_RULE_BOOK } = await import('../../rulebook/rule-book.ts');
  const { runMonth } = await import('../../decision/run/monthly-run.ts');
  const { asOfDate } = await import('../../market/as-of-date.ts');
  const { NIFTY } = await import('../../market/series.ts');
  const { engine } = await import('../../decision/engine.ts');
  const { withStore } = await import('../shared/with-store.ts');
  return withStore(options, { purpose: 'trrm demo', mode: 'existing' }, async (store) => {
    const asOf = asOfDate(undefined, await store.load([`${NIFTY}.close`]), io.today());
    const request = { asOf, book: DEFAULT_RULE_BOOK, portfolio: null, engine: engine() };
    const throughImport = await store.lastImport();
    const { decision, snapshotsUnder } = await withModelBuild(options, { writable: true }, io, (modelBuild) =>
      runMonth(store, { ...request, throughImport, modelBuild }),
    );
    const snapshot = await snapshotsUnder(DEFAULT_RULE_BOOK)(asOf);
    if (!snapshot) return undefined;
    const { issuers, capitalChanges } = await store.stocks({ from: asOf, to: asOf, asOf, throughImport });
    const bonuses = new Map(
      issuers.map(({ isin }, column) => [
        isin,
        capitalChanges[column]!.filter(({ on, changesFaceValue }) => on <= asOf && !changesFaceValue),
      ]),
    );
    const stocks = stocksOf(decision.allocation.opening, snapshot).map((stock) => ({
      ...stock,
      bonuses: bonuses.get(stock.isin) ?? [],
    }));
    const path = join(folder, `${MARK}holdings.csv`);
    await writeFile(path, simulatePortfolio({ asOf, value: PORTFOLIO_VALUE, stocks }));
    return path;
  });
}

/** The stocks behind sleeve weights, sleeve by sleeve. */
const stocksOf = (weights: Weights, snapshot: StockSnapshot): Omit<PortfolioStock, 'bonuses'>[] =>
  SLEEVES.flatMap((position) =>
    (snapshot.sleeves[position]?.holdings ?? [])
      .map(({ issuer, weight }) => ({
        isin: snapshot.issuers[issuer]!.isin,
        position,
        weight: weight * (weights[position] ?? 0),
        price: snapshot.price[issuer]!,
      }))
      .filter(({ weight, price }) => weight > 0 && price > 0),
  );

/** Writes the market's files and returns their paths: indices first, then stocks. */
async function writeMarket(
  folder: string,
  { stocks, funds }: { readonly stocks: number; readonly funds: boolean },
  note: (text: string) => void,
): Promise<readonly string[]> {
  const { simulateMarket } = await import('../../../fixtures/simulated-market.ts');
  const { writeSimulatedMarket } = await import('../../../fixtures/write.ts');
  const { simulateDemoStocks, DEMO_STOCK_YEARS } = await import('../../../fixtures/equities/demo-stocks.ts');
  const { writeSimulatedEquities } = await import('../../../fixtures/equities/write.ts');
  const { cannotWrite } = await import('../shared/cannot-write.ts');
  note(`Writing twenty years of a simulated market, in the vendors' file formats, to ${folder}`);
  try {
    const market = simulateMarket();
    const indices = await writeSimulatedMarket(market, folder);
    if (funds) {
      const { simulateFunds } = await import('../../../fixtures/funds/simulated-funds.ts');
      const { writeSimulatedFunds } = await import('../../../fixtures/funds/write.ts');
      note('Writing seven years of mutual funds of the same market');
      indices.push(...(await writeSimulatedFunds(simulateFunds(market), folder)));
    }
    if (stocks === 0) return indices;
    note(`Writing ${DEMO_STOCK_YEARS} years of ${stocks.toLocaleString('en-IN')} stocks of the same market`);
    return [...indices, ...(await writeSimulatedEquities(simulateDemoStocks(stocks), folder))];
  } catch (error) {
    throw cannotWrite(folder, error);
  }
}

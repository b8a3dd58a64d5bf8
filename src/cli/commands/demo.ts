import { join } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import type { Io } from '../shared/io.ts';
import type { RunOptions } from './run.ts';
import { besideStore, whileBuilding } from '../shared/stock-options.ts';

interface Options {
  readonly out: string;
  readonly shares: number;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** As many as an exchange lists. */
const MOST_SHARES = 5000;

function count(text: string): number {
  const n = Number(text);
  if (!/^\d+$/.test(text) || n > MOST_SHARES)
    throw new InvalidArgumentError(`Give a number of shares from 0 to ${MOST_SHARES}, e.g. 500.`);
  return n;
}

export function addDemo(program: Command, io: Io): void {
  program
    .command('demo')
    .description('the monthly run on the embedded simulated market')
    .option('--out <folder>', 'where market files, store, decision and report go', join('.trrm', 'demo'))
    .option('--shares <number>', 'simulated companies; 0 for indices alone', count, 500)
    .option('--json', 'the decision on standard output, and nothing else there')
    .option('--quiet', 'no progress and no notes')
    .action(async (options: Options) => {
      const { importPaths } = await import('../../market/import/import.ts');
      const { withStore } = await import('../shared/with-store.ts');
      const { importProgress } = await import('../shared/progress.ts');
      const { runAndReport } = await import('./run.ts');
      const quiet = options.quiet === true;
      const note = (text: string) => (quiet ? undefined : io.err(`${text}\n`));
      const store = join(options.out, 'market.duckdb');

      const written = await writeFiles(join(options.out, 'files'), options.shares, note);
      const progress = importProgress(io, quiet);
      const report = await withStore({ store }, { purpose: 'trrm demo', mode: 'create' }, (open) =>
        importPaths(open, written, { today: io.today(), progress: progress.update }),
      ).finally(progress.stop);
      const [read, stored] = [report.rowsRead, report.stored].map((n) => n.toLocaleString('en-IN'));
      note(`Imported into ${store}: ${read} rows read, ${stored} of them new`);
      const { out } = options;
      const run: RunOptions = {
        store,
        ...besideStore(store),
        out,
        quiet,
        ...(options.json && { json: true }),
      };
      const portfolio = options.shares === 0 ? undefined : await writeHoldings(run, join(out, 'files'), io);
      await runAndReport({ ...run, ...(portfolio !== undefined && { portfolio }) }, io);
    });
}

/** ₹ 10 crore. */
const PORTFOLIO_VALUE = 1e8;

/** Writes the portfolio of somebody who has followed the model until now, lot by lot, and returns its path. */
async function writeHoldings(options: RunOptions, folder: string, io: Io): Promise<string | undefined> {
  const { writeFile } = await import('node:fs/promises');
  const { MARK } = await import('../../../fixtures/vendor-file.ts');
  const { heldPortfolio } = await import('../../../fixtures/equities/held-portfolio.ts');
  const { DEFAULT_RULE_BOOK } = await import('../../rulebook/rule-book.ts');
  const { runMonth } = await import('../../decision/monthly-run.ts');
  const { NIFTY } = await import('../../market/series.ts');
  const { sharesFollowing } = await import('../demo-holdings.ts');
  const { engine } = await import('../shared/engine.ts');
  const { asOfOr, withStore } = await import('../shared/with-store.ts');
  return withStore(options, { purpose: 'trrm demo', mode: 'existing' }, async (store) => {
    const asOf = asOfOr(undefined, await store.load([`${NIFTY}.close`]), io.today());
    const request = { asOf, book: DEFAULT_RULE_BOOK, portfolio: null, engine: engine() };
    const throughImport = await store.lastImport();
    const { decision, basisUnder } = await whileBuilding(options, { mayWrite: true }, io, (building) =>
      runMonth(store, { ...request, throughImport, building }),
    );
    const basis = await basisUnder(DEFAULT_RULE_BOOK)(asOf);
    if (!basis) return undefined;
    const shares = sharesFollowing(decision.allocation.drifted, basis);
    const path = join(folder, `${MARK}holdings.csv`);
    await writeFile(path, heldPortfolio({ asOf, value: PORTFOLIO_VALUE, shares }));
    return path;
  });
}

/** Writes the market's files and returns their paths: those of the indices, then those of the shares. */
async function writeFiles(
  folder: string,
  shares: number,
  note: (text: string) => void,
): Promise<readonly string[]> {
  const { simulateMarket } = await import('../../../fixtures/simulated-market.ts');
  const { writeSimulatedMarket } = await import('../../../fixtures/write.ts');
  const { simulateDemoShares, DEMO_SHARE_YEARS } = await import('../../../fixtures/equities/demo-stocks.ts');
  const { writeSimulatedEquities } = await import('../../../fixtures/equities/write.ts');
  const { cannotWrite } = await import('../shared/cannot-write.ts');
  note(`Writing twenty years of a simulated market, as vendors write files, to ${folder}`);
  try {
    const indices = await writeSimulatedMarket(simulateMarket(), folder);
    if (shares === 0) return indices;
    note(`Writing ${DEMO_SHARE_YEARS} years of ${shares.toLocaleString('en-IN')} shares of the same market`);
    return [...indices, ...(await writeSimulatedEquities(simulateDemoShares(shares), folder))];
  } catch (error) {
    throw cannotWrite(folder, error);
  }
}

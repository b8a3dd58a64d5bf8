import { join } from 'node:path';
import type { Command } from 'commander';
import { type Day, iso } from '../../../market/day.ts';
import { BACKTEST, PORTFOLIO, readText } from '../../../market/files/read-text.ts';
import { userError } from '../../../market/problem.ts';
import { type Io, json } from '../../shared/io.ts';
import { dateOption, readRuleBook } from '../../shared/options.ts';
import { type StockOptions, withModelBuild } from '../../shared/stock-options.ts';

interface Options extends StockOptions {
  readonly month?: Day;
  readonly all?: boolean;
}

export function addBacktestVerify(backtest: Command, io: Io, fail: () => void): void {
  backtest
    .command('verify <folder>')
    .description('prove that months of a back-test are what trrm run decides on their portfolio files')
    .option('--month <date>', 'the decision of this day', dateOption)
    .option('--all', 'every decision')
    .action((folder: string, _: unknown, command: Command) =>
      verifyCommand(folder, command.optsWithGlobals<Options>(), io, fail),
    );
}

async function verifyCommand(folder: string, options: Options, io: Io, fail: () => void): Promise<void> {
  if ((options.month === undefined) === (options.all !== true))
    throw userError(
      'usage',
      'backtest verify',
      'needs either one month or all.',
      'Give --month <date>, or --all.',
    );
  const { withStore } = await import('../../shared/with-store.ts');
  const { verifyBacktest } = await import('../../../backtest/verify-backtest.ts');
  const { engine } = await import('../../../decision/engine.ts');
  const { verifiableParts } = await import('../../../backtest/verifiable-parts.ts');
  const document = join(folder, 'backtest.json');
  const run = verifiableParts(readText(document, BACKTEST), document);
  const book = await readRuleBook(options.rulebook);
  const verified = await withStore(options, { purpose: 'trrm backtest verify', mode: 'read' }, (store) =>
    withModelBuild(options, { writable: false }, io, (modelBuild) =>
      verifyBacktest(store, {
        run,
        book,
        // The code version is part of a decision's bytes; that of the back-test, so that a difference is one of substance.
        engine: run.plan.engine,
        modelBuild,
        month: options.month === undefined ? null : iso(options.month),
        portfolioOf: (decided) => readText(join(folder, 'portfolios', `${decided}.csv`), PORTFOLIO),
        progress: (done, of, what) => modelBuild.progress(`Verifying ${what}`, done, of),
      }),
    ),
  );
  const differing = verified.filter((v) => !v.isSame);
  if (differing.length > 0) fail();
  if (options.json) return io.out(json({ months: verified }));
  const now = engine();
  const otherCode =
    now.sources === run.plan.engine.sources
      ? ''
      : `The back-test was made by trrm ${run.plan.engine.version} (sources ${run.plan.engine.sources.slice(0, 12)}), verified by ${now.version} (${now.sources.slice(0, 12)}).\n`;
  return io.out(
    `${
      differing.length === 0
        ? `${verified.length} of ${verified.length} decisions are the same bytes as trrm run.`
        : `${differing.length} of ${verified.length} decisions differ from trrm run: ${differing.map((v) => v.decided).join(', ')}.`
    }\n${otherCode}`,
  );
}

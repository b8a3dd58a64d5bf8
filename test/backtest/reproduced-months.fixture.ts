import type { BacktestRequest } from '../../src/backtest/open-backtest.ts';
import type { BacktestResult } from '../../src/backtest/run-backtest.ts';
import { verifyBacktest } from '../../src/backtest/verify-backtest.ts';
import { WITHOUT_CACHE } from '../../src/decision/stocks/model-build-options.ts';
import { cachedBuild, type SmallStore } from '../decision/stocks/store.fixture.ts';

/** Days whose decision a monthly run of its own does not reproduce to the byte: every month with cached models, one without. */
export async function monthsNotReproduced(
  { store, folder }: SmallStore,
  { book, engine }: BacktestRequest,
  { run, months }: BacktestResult,
): Promise<readonly unknown[]> {
  const texts = new Map(months.map((m) => [m.decided, m.portfolio!.text]));
  const different = [];
  for (const modelBuild of [cachedBuild(folder, false), WITHOUT_CACHE]) {
    const verified = await verifyBacktest(store, {
      run,
      book,
      engine,
      modelBuild,
      month: modelBuild === WITHOUT_CACHE ? months[1]!.decided : null,
      portfolioOf: (decided) => texts.get(decided)!,
      progress: () => {},
    });
    different.push(...verified.filter((v) => !v.isSame));
  }
  return different;
}

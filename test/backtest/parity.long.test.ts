import { openBacktest } from '../../src/backtest/open-backtest.ts';
import { type BacktestResult, runBacktest } from '../../src/backtest/run-backtest.ts';
import type { BacktestRequest } from '../../src/backtest/open-backtest.ts';
import type { DecidedMonth } from '../../src/backtest/decide-index-month.ts';
import { BOOK, cachedBuild, type SmallStore, smallStore } from '../decision/stocks/store.fixture.ts';
import { monthsNotReproduced } from './reproduced-months.fixture.ts';

// A market of ninety stocks: decisions by the risk model, sleeves held by their indices.
let small: SmallStore;
let request: BacktestRequest;
let result: BacktestResult;
const TASK = { earlier: [], keepsDecisions: true, onMonth: () => {}, progress: () => {}, ledger: [] };

beforeAll(async () => {
  small = await smallStore();
  request = {
    choices: { from: '2023-09-30', to: '2024-03-28', benchmark: 'nifty-50', level: 'index' },
    book: BOOK,
    engine: { name: 'trrm', version: '0', sources: '' },
    throughImport: await small.store.lastImport(),
    modelBuild: cachedBuild(small.folder),
  };
  result = await runBacktest(await openBacktest(small.store, request), TASK);
});
afterAll(() => small.remove());

test('every decision has the bytes of a monthly run of its own on its portfolio file, whatever is cached', async () => {
  const methods = result.months.map(
    (m) => (JSON.parse(m.decision!.text!) as { allocation: { method: string } }).allocation.method,
  );
  expect(methods).toContain('risk-model');
  expect(await monthsNotReproduced(small, request, result)).toEqual([]);
});

test('a back-test that is continued after any number of months is the same as in one go', async () => {
  for (const kept of [1, 4]) {
    const made: DecidedMonth[] = [];
    const earlier = JSON.parse(JSON.stringify(result.months.slice(0, kept))) as DecidedMonth[];
    const again = await runBacktest(await openBacktest(small.store, request), {
      ...TASK,
      earlier,
      onMonth: (month) => made.push(month),
    });
    expect(made).toHaveLength(result.months.length - kept);
    expect(again.run).toEqual(result.run);
  }
});

import { join } from 'node:path';
import { backtest } from '../../src/backtest/backtest-of-store.ts';
import { withRules } from '../../src/rulebook/change.ts';
import { DEFAULT_RULE_BOOK } from '../../src/rulebook/rule-book.ts';
import { readResults } from '../../src/sweep/chunks/merged-file.ts';
import { runSweep } from '../../src/sweep/run-sweep.ts';
import { type SweepMarket, sweepMarket } from './sweep-market.fixture.ts';

const PATH = 'backtest.expense.index';
const EXPENSES = [0, 0.02];
const PLAN = `
note: How much do the expenses of a fund cost?
parameters: { ${PATH}: [${EXPENSES.join()}] }
design: grid
objective: backtest
from: 2024-03-28
groups: 4
`;

let market: SweepMarket;
beforeAll(async () => {
  market = await sweepMarket();
});
afterAll(() => market.remove());

test('the back-test objective has the growth of trrm backtest on the store itself, under each rule book', async () => {
  const outcome = await runSweep(await market.request(PLAN, 'backtest'));
  if (outcome.kind === 'failed') throw new Error('chunks failed');
  const { from, to, search } = outcome.report;
  const { trial, growth, turnover } = await readResults(join(market.folder, 'backtest', 'trials.parquet'));
  for (const [i, expense] of EXPENSES.entries()) {
    const rules = withRules(DEFAULT_RULE_BOOK, [{ path: PATH, value: expense }]);
    const { nav, months } = await backtest(market.held.store, { from: '2024-03-28', rules });
    const [first, last] = [months[0]!.filled, months.at(-1)!.until];
    const valueOn = (date: string): number => nav.find((row) => row.date === date)!.net;
    expect([from, to]).toEqual([first, last]);
    expect(search.months).toBe(months.length);
    expect(trial[i]).toBe(i);
    expect(growth[i]).toBeCloseTo((valueOn(last) / valueOn(first)) ** (12 / months.length) - 1, 10);
    expect(turnover[i]).toBeCloseTo(
      months.slice(1).reduce((sum, m) => sum + m.turnover, 0),
      10,
    );
  }
  expect(growth[0]).toBeGreaterThan(growth[1]!);
}, 180_000);

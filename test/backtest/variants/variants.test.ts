import type { BacktestRun } from '../../../src/backtest/backtest-run.ts';
import { openBacktest } from '../../../src/backtest/open-backtest.ts';
import { runBacktest } from '../../../src/backtest/run-backtest.ts';
import { readVariants } from '../../../src/backtest/variants/read-variants.ts';
import { withVariants } from '../../../src/backtest/variants/with-variants.ts';
import { UserError } from '../../../src/market/problem.ts';
import { hashRuleBook } from '../../../src/rulebook/show.ts';
import { sleeveRows } from '../../decision/decision.fixture.ts';
import { settings, storeOf } from '../../decision/memory-store.fixture.ts';
import { marketOf } from '../../regimes/market.fixture.ts';

const { book } = settings;
const read = (text: string) => readVariants(text, 'variants.yaml', book);

test('a variant run beside a back-test is the back-test of its rule book, over the same months', async () => {
  const rows = sleeveRows(11);
  const store = storeOf(marketOf(new Map([...rows, ['nifty-50.tri', rows.get('nifty-50.close')!]])));
  const request = { ...settings, choices: { from: '2021-01-31', to: '2021-06-30', benchmark: 'nifty-50' } };
  const task = { earlier: [], onMonth: () => {}, progress: () => {}, ledger: [] };
  const runOf = async (of: typeof book): Promise<BacktestRun> =>
    (await runBacktest(await openBacktest(store, { ...request, book: of }), task)).run;
  const variants = read(`
same: { title: The same rules, set: { allocations.trading.turnoverLimit: ${book.allocations.trading.turnoverLimit} } }
dear: { set: { backtest.expense.index: 0.02 } }
`);
  const run = await runOf(book);
  const found = await withVariants(store, run, variants, request, task);
  const values = (id: string) => found.alternatives.find((a) => a.id === id)!.values;
  expect(values('variant-same')).toEqual(run.nav.map((row) => row.net));
  expect(values('variant-dear')).toEqual((await runOf(variants[1]!.book)).nav.map((row) => row.net));
  expect(values('variant-dear')).not.toEqual(values('variant-same'));
  expect(found.plan.variants).toEqual(variants.map((v) => ({ id: v.id, rulebook: hashRuleBook(v.book) })));
  expect(found.alternatives.at(-1)!.title).toBe('backtest.expense.index 0.02');
});

test.each([
  ['is empty', '', /at least one variant/],
  ['has a name with capitals', 'Slow: { set: { a: 1 } }', /name variants by lower-case/],
  ['changes nothing', 'slow: { set: {} }', /at least one parameter/],
  [
    'names a parameter that does not exist',
    'slow: { set: { allocations.speed: 1 } }',
    /variants\.yaml, slow: .*no rule allocations\.speed/,
  ],
  [
    'breaks the rule book',
    'slow: { set: { allocations.trading.turnoverLimit: 7 } }',
    /variants\.yaml, slow: allocations\.trading\.turnoverLimit/,
  ],
  [
    'has more than twenty',
    Array.from({ length: 21 }, (_, i) => `v${i}: { set: { a: 1 } }`).join('\n'),
    /at most 20/,
  ],
])('a file of variants that %s is refused', (_, text, message) => {
  expect(() => read(text)).toThrow(UserError);
  expect(() => read(text)).toThrow(message);
});

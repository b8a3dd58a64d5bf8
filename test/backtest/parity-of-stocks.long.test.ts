import { openBacktest } from '../../src/backtest/open-backtest.ts';
import type { BacktestRequest } from '../../src/backtest/open-backtest.ts';
import { type BacktestResult, runBacktest } from '../../src/backtest/run-backtest.ts';
import { effectsOfRun } from '../../src/backtest/summary.ts';
import type { BacktestChoices } from '../../src/backtest/plan.ts';
import type { DecidedMonth } from '../../src/backtest/decide-index-month.ts';
import { literal, rowsOf } from '../../src/market/store/sql.ts';
import type { Store } from '../../src/market/store/store.ts';
import { BOOK, cachedBuild, type SmallStore, smallStore } from '../decision/stocks/store.fixture.ts';
import { monthsNotReproduced } from './reproduced-months.fixture.ts';

// A market of ninety stocks, whose sleeves are held in their stocks by the orders of each decision; beta is hedged in every regime.
let small: SmallStore;
let request: BacktestRequest;
let result: BacktestResult;
const decided: DecidedMonth[] = [];
const HEDGED = {
  ...BOOK,
  hedge: { ...BOOK.hedge, targetBeta: { bullish: 0.5, consolidation: 0.5, bearish: 0.5 } },
};
const TASK = { earlier: [], onMonth: () => {}, progress: () => {}, ledger: [] };

const sumOf = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0);

beforeAll(async () => {
  small = await smallStore();
  request = {
    choices: { to: '2024-03-28', benchmark: 'nifty-50', level: 'shares', tax: 'lots' },
    book: HEDGED,
    engine: { name: 'trrm', version: '0', sources: '' },
    throughImport: await small.store.lastImport(),
    modelBuild: cachedBuild(small.folder),
  };
  result = await runBacktest(await openBacktest(small.store, request), {
    ...TASK,
    onMonth: (month) => decided.push(month),
  });
}, 180_000);
afterAll(() => small.remove());

test('stocks are held by the orders of the decisions; the ladder ends at the record after costs and tax', () => {
  const { run, walked } = result;
  expect(walked.length).toBeGreaterThan(3);
  for (const { stocks } of walked) {
    const { companies, filled } = stocks!;
    expect(companies).toBeGreaterThan(20);
    const ofStocks = filled.filter(({ id }) => id.startsWith('INE'));
    expect(ofStocks.length).toBeGreaterThan(0);
    for (const { cost, amount, charges } of ofStocks) {
      expect(cost > 0 && cost < 1 + 0.05 * amount).toBe(true);
      expect(sumOf(Object.values(charges))).toBeCloseTo(cost, 6);
    }
  }
  // What is held after a fill is worth the value after it.
  walked.forEach(({ stocks, fill }) => {
    const value = sumOf(stocks!.holdings.map(({ units, price }) => units * price));
    expect(value / run.plan.value).toBeCloseTo(fill.after, 9);
    for (const { side, tax } of stocks!.filled) if (side === 'buy') expect(tax).toBe(0);
  });
  expect(walked.some(({ stocks }) => stocks!.filled.some(({ tax }) => tax !== 0))).toBe(true);
  const { residual, record } = effectsOfRun(run);
  expect(Math.abs(residual)).toBeLessThan(1e-12);
  expect(Math.abs(record - (run.nav.at(-1)!.afterTax! - 1))).toBeLessThan(1e-12);
  expect(run.hedge!.months.filter((m) => m.lots < 0).length).toBeGreaterThan(1);
  expect(run.hedge!.trades.some((t) => t.reason === 'roll')).toBe(true);
  const { log, effects } = effectsOfRun(run);
  const upToHeld = log.slice(0, effects.indexOf('implementation') + 1).reduce((sum, x) => sum + x, 0);
  const { total, others, sessions, withoutModel } = run.factors!;
  expect(total.active).toBeCloseTo(upToHeld, 12);
  expect(withoutModel).toBe(0);
  // The model has returns of all stocks held, so that little is left for what it does not cover.
  const uncovered = others.find((o) => o.id === 'uncovered')!.fund;
  expect(Math.abs(uncovered)).toBeLessThan(0.0002 * sessions);
  for (const m of run.months)
    expect(Object.values(m.weightsAfter).reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 9);
});

test('sleeves are held in stocks unless asked otherwise, where the first decision has a risk model and makes orders', async () => {
  const levelOf = async (choices: BacktestChoices): Promise<string> =>
    (await openBacktest(small.store, { ...request, choices: { benchmark: 'nifty-50', ...choices } })).plan
      .level;
  const { from } = result.run.plan;
  expect(await levelOf({ from })).toBe('shares');
  expect(await levelOf({ from, weights: 'base' })).toBe('index');
  const early = await openBacktest(small.store, { ...request, choices: { benchmark: 'nifty-50' } });
  expect(early.plan.from < from).toBe(true);
  expect(early.plan.level).toBe('index');
  expect(early.market.problems.map(({ code }) => code)).toContain('backtest-level');
}, 180_000);

test('every decision on stocks has the bytes of a monthly run of its own on its portfolio by lot', async () => {
  expect(result.months[1]!.portfolio!.text).toMatch(/^holding,position,bought/);
  expect(result.months.some((m) => /\nNIFTY\d\d[A-Z]{3}FUT,,,-\d/.test(m.portfolio!.text))).toBe(true);
  expect(await monthsNotReproduced(small, request, result)).toEqual([]);
}, 180_000);

test('a back-test in stocks that is continued after some months is the same as in one go', async () => {
  const earlier = JSON.parse(JSON.stringify(decided.slice(0, 2))) as DecidedMonth[];
  const from = { ...request, choices: { ...request.choices, from: result.run.plan.from } };
  const again = await runBacktest(await openBacktest(small.store, from), { ...TASK, earlier });
  expect(again.run).toEqual(result.run);
}, 180_000);

test('without any row of a day after a fill, no month before it changes to the last bit', async () => {
  const k = 2;
  const { filled } = result.run.months[k]!;
  const cut = await smallStore();
  try {
    await removeAfter(cut.store, filled);
    const months: DecidedMonth[] = [];
    const made = await runBacktest(
      await openBacktest(cut.store, {
        ...request,
        choices: { ...request.choices, from: result.run.plan.from, to: filled },
        throughImport: await cut.store.lastImport(),
        modelBuild: cachedBuild(cut.folder),
      }),
      { ...TASK, onMonth: (month) => months.push(month) },
    );
    expect(made.run.months.slice(0, k)).toEqual(result.run.months.slice(0, k));
    expect(months.slice(0, k + 1).map((m) => m.orders)).toEqual(decided.slice(0, k + 1).map((m) => m.orders));
    const { until: _, ...last } = made.run.months[k]!;
    expect(result.run.months[k]).toMatchObject(last);
    expect(made.run.nav).toEqual(result.run.nav.slice(0, made.run.nav.length));
  } finally {
    await cut.remove();
  }
}, 300_000);

/** Removes every row that describes a later day. */
async function removeAfter(store: Store, last: string): Promise<void> {
  await store.transaction(async (connection) => {
    const tables = await rowsOf<[string]>(
      connection,
      `SELECT table_name FROM information_schema.columns WHERE column_name = 'observed_on'`,
    );
    for (const [table] of tables)
      await connection.run(`DELETE FROM ${table} WHERE observed_on > ${literal(last)}::DATE`);
  });
}

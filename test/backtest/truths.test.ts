import { POSITIONS, SLEEVES } from '../../allocations/positions.ts';
import { baseWeights } from '../../src/backtest/walk/base-weights.ts';
import type { BacktestRun } from '../../src/backtest/backtest-run.ts';
import { openBacktest, type OpenedBacktest } from '../../src/backtest/open-backtest.ts';
import type { BacktestChoices } from '../../src/backtest/plan.ts';
import { runBacktest } from '../../src/backtest/run-backtest.ts';
import { effectsOfRun } from '../../src/backtest/summary.ts';
import { netValues, replayWeights } from '../../src/backtest/walk/replay-weights.ts';
import { type Day, day, iso } from '../../src/market/day.ts';
import type { SeriesKey } from '../../src/market/series.ts';
import type { Store } from '../../src/market/store/store.ts';
import { sleeveRows } from '../decision/decision.fixture.ts';
import { settings, storeOf } from '../decision/memory-store.fixture.ts';
import { marketOf, type Row, type Rows } from '../regimes/market.fixture.ts';

/** The small market with total returns of its benchmark, T-bills and gold. */
function rowsWithBonds(): Rows {
  const rows = new Map<SeriesKey, readonly Row[]>(sleeveRows(11));
  const nifty = rows.get('nifty-50.close')!;
  rows.set(
    'nifty-50.tri',
    nifty.map((row, i) => ({ ...row, value: row.value * 1.00005 ** i })),
  );
  rows.set(
    'tbill-91d.close',
    nifty.filter((_, i) => i % 5 === 0).map((row, i) => ({ ...row, value: 6 + (i % 3) })),
  );
  rows.set(
    'gold-inr.close',
    nifty.filter((_, i) => i % 21 === 0).map((row, i) => ({ ...row, value: 90_000 + 500 * i })),
  );
  return rows;
}

const ROWS = rowsWithBonds();
const upTo = (last: Day): Rows =>
  new Map([...ROWS].map(([key, rows]) => [key, rows.filter((r) => r.knownOn <= last)]));
const store = storeOf(marketOf(ROWS));
const open = (choices: BacktestChoices, of: Store = store) => openBacktest(of, { ...settings, choices });
const TASK = { earlier: [], onMonth: () => {}, progress: () => {}, ledger: [] };
const run = async (choices: BacktestChoices, of?: Store): Promise<BacktestRun> =>
  (await runBacktest(await open(choices, of), TASK)).run;

const RULES: BacktestChoices = {
  from: '2020-01-31',
  to: '2021-03-31',
  weights: 'rules',
  benchmark: 'nifty-50',
};
const BASE: BacktestChoices = {
  from: '2019-06-30',
  to: '2021-06-30',
  weights: 'base',
  benchmark: 'nifty-50',
};

let rules: BacktestRun;
let opened: OpenedBacktest;
beforeAll(async () => {
  rules = await run(RULES);
  opened = await open(BASE);
}, 60_000);

const replay = (weights: Float64Array, multiple: number, months = opened.schedule.months) =>
  replayWeights({
    market: opened.market,
    schedule: { ...opened.schedule, months },
    weights: months.map(() => weights),
    fill: 'reset',
    costs: settings.book.costs,
    multiple,
  });

test('cutting the store after a fill changes no month before it, to the last bit', async () => {
  for (const k of [3, 9]) {
    const { filled } = rules.months[k]!;
    const cut = await run({ ...RULES, to: filled }, storeOf(marketOf(upTo(day(filled)))));
    expect(cut.months.slice(0, k)).toEqual(rules.months.slice(0, k));
    const { until: _, ...last } = cut.months[k]!;
    expect(rules.months[k]).toMatchObject(last);
    expect(cut.nav).toEqual(rules.nav.slice(0, cut.nav.length));
  }
});

test('moving all prices after a fill moves only values after it', async () => {
  const { filled } = rules.months[5]!;
  const moved: Rows = new Map(
    [...ROWS].map(([key, rows]) => [
      key,
      key.endsWith('.tri')
        ? rows.map((r) => (r.observedOn > day(filled) ? { ...r, value: 1.01 * r.value } : r))
        : rows,
    ]),
  );
  const other = await run(RULES, storeOf(marketOf(moved)));
  const count = rules.nav.findIndex((row) => row.date > filled);
  expect(other.nav.slice(0, count)).toEqual(rules.nav.slice(0, count));
  expect(other.nav[count]!.net).not.toBe(rules.nav[count]!.net);
});

test('ten times the value gives the same weights, as far as paise go', async () => {
  const ten = await run({ ...RULES, value: 1e9 });
  ten.months.forEach((month, k) => {
    for (const id of POSITIONS)
      expect(month.weights[id] ?? 0).toBeCloseTo(rules.months[k]!.weights[id] ?? 0, 8);
  });
});

test('static weights without costs grow by the product of their monthly returns', () => {
  const weights = baseWeights('bearish', settings.book.allocations, () => true)!;
  const { levels } = opened.market;
  const expected = opened.schedule.months.reduce(
    (value, { filled, until }) =>
      value *
      weights.reduce((sum, w, i) => sum + (w === 0 ? 0 : (w * levels[i]![until]!) / levels[i]![filled]!), 0),
    1,
  );
  expect(netValues(replay(weights, 0)).at(-1)! / expected).toBeCloseTo(1, 12);
});

test('all weight in one index is that index, and two halves chained are the whole', () => {
  const momentum = Float64Array.from(POSITIONS, (id) => (id === SLEEVES[0] ? 1 : 0));
  const { months } = opened.schedule;
  const path = opened.market.levels[0]!;
  const values = netValues(replay(momentum, 0));
  const first = months[0]!.filled;
  values.forEach((value, i) => expect(value / (path[first + i]! / path[first]!)).toBeCloseTo(1, 12));

  const weights = baseWeights('bullish', settings.book.allocations, () => true)!;
  const half = months.length >> 1;
  const [a, b] = [months.slice(0, half), months.slice(half)].map((part) => replay(weights, 0, part));
  // The last value of the first half is at the close at which the second one begins.
  const chained = netValues(a!).at(-1)! * netValues(b!).at(-1)!;
  expect(chained / netValues(replay(weights, 0)).at(-1)!).toBeCloseTo(1, 12);
});

test('what costs take away is each cost, grown at the portfolio’s return', () => {
  const weights = baseWeights('consolidation', settings.book.allocations, () => true)!;
  const walked = replay(weights, 1);
  const without = netValues(replay(weights, 0)).at(-1)!;
  const growthAfter = walked.map((_, k) =>
    walked.slice(k).reduce((value, month) => value * (1 + month.returns.held), 1),
  );
  const lost = walked.reduce((sum, month, k) => sum + month.fill.cost * growthAfter[k]!, 0);
  expect(without - netValues(walked).at(-1)!).toBeCloseTo(lost, 12);
});

test('the ladder ends at the record, and its effects add up to the difference from the benchmark', () => {
  const { benchmark, record, residual, log } = effectsOfRun(rules);
  const last = rules.nav.at(-1)!;
  expect(record).toBeCloseTo(last.net - 1, 12);
  expect(benchmark).toBeCloseTo(last.benchmark - 1, 12);
  expect(Math.abs(residual)).toBeLessThan(1e-12);
  expect(log.reduce((sum, x) => sum + x, 0)).toBeCloseTo(Math.log(last.net / last.benchmark), 12);
});

test('the plan names the days: the first decision, the last, and the end of the record', () => {
  const { plan, months, nav } = rules;
  expect([plan.from, plan.lastDecision, plan.to]).toEqual([
    months[0]!.decided,
    months.at(-1)!.decided,
    nav.at(-1)!.date,
  ]);
  expect(plan.to).toBe('2021-03-31');
  expect(iso(opened.schedule.sessions.at(-1)!)).toBe('2022-12-30');
});

import { POSITIONS } from '../../../allocations/positions.ts';
import { openBacktest, type OpenedBacktest } from '../../../src/backtest/open-backtest.ts';
import { runBacktest } from '../../../src/backtest/run-backtest.ts';
import { effectsOfRun } from '../../../src/backtest/summary.ts';
import { taxedGrowth } from '../../../src/backtest/tax/tax-record.ts';
import { liquidationTax } from '../../../src/backtest/walk/held-tax.ts';
import type { WalkedMonth } from '../../../src/backtest/walk/index-walk.ts';
import { replayWeights } from '../../../src/backtest/walk/replay-weights.ts';
import type { SeriesKey } from '../../../src/market/series.ts';
import { sleeveRows } from '../../decision/decision.fixture.ts';
import { settings, storeOf } from '../../decision/memory-store.fixture.ts';
import { marketOf, type Row } from '../../regimes/market.fixture.ts';

// No T-bills: the money set aside for tax earns nothing, so that closed forms stay short.
const rows = new Map<SeriesKey, readonly Row[]>(sleeveRows(11));
rows.set(
  'nifty-50.tri',
  rows.get('nifty-50.close')!.map((row, i) => ({ ...row, value: row.value * 1.00005 ** i })),
);
const store = storeOf(marketOf(rows));
const CHOICES = {
  from: '2019-06-30',
  to: '2021-06-30',
  weights: 'base',
  benchmark: 'nifty-50',
  tax: 'lots',
} as const;
const VALUE = 1e8;

let opened: OpenedBacktest;
beforeAll(async () => {
  opened = await openBacktest(store, { ...settings, choices: CHOICES });
}, 60_000);

/** A walk that holds one position in each month, without charges. */
function walk(held: (month: number) => number): WalkedMonth[] {
  const { market, schedule, book } = opened;
  return replayWeights({
    market,
    schedule,
    weights: schedule.months.map((_, k) => Float64Array.from(POSITIONS, (_, i) => (i === held(k) ? 1 : 0))),
    fill: 'reset',
    costs: book.costs,
    multiple: 0,
    taxed: { levies: { surcharge: 0, cess: null }, businessRate: 0, value: VALUE },
  });
}
const growth = (i: number, from: number, to: number): number =>
  opened.market.netLevels[i]![to]! / opened.market.netLevels[i]![from]!;
const available = (): readonly number[] =>
  POSITIONS.flatMap((id, i) =>
    id !== 'liquid-fund' && opened.market.levels[i]![0]! > 0 && i < 9 ? [i] : [],
  );

test('an index bought once pays no tax until it is sold, and then that of its long-term gain over the exemption', () => {
  const [one] = available();
  const walked = walk(() => one!);
  const { months } = opened.schedule;
  const [first, last] = [months[0]!.filled, months.at(-1)!.until];
  const end = walked.at(-1)!.afterTax!.at(-1)!;
  expect(end).toBeCloseTo(growth(one!, first, last), 12);
  const gain = VALUE * (growth(one!, first, last) - 1);
  const tax = gain > 100_000 ? 1.04 * 0.1 * (gain - 100_000) : 0;
  expect(gain).toBeGreaterThan(100_000);
  // Lots are kept in paise and in units to six decimals.
  expect(Math.abs(VALUE * liquidationTax(walked.at(-1)!.state.tax!, opened.market, last) - tax)).toBeLessThan(
    0.1,
  );
  const { afterTax, beforeTax } = taxedGrowth(walked, opened.market, { first, last });
  expect(afterTax).toBeCloseTo(beforeTax, 12);
});

test('a switch within a year sets aside the short-term tax of its gain at once, out of what is invested', () => {
  const [one, two] = available();
  const swap = 5;
  const walked = walk((k) => (k < swap ? one! : two!));
  const { months } = opened.schedule;
  const at = months[swap]!.filled;
  const gain = VALUE * (growth(one!, months[0]!.filled, at) - 1);
  expect(gain).toBeGreaterThan(0);
  const tax = (1.04 * 0.15 * gain) / VALUE;
  const next = walked[swap]!;
  expect(next.fill.after).toBeCloseTo(growth(one!, months[0]!.filled, at) - tax, 9);
  expect(next.afterTax![0]).toBeCloseTo(next.fill.after, 12);
  expect(walked.at(-1)!.afterTax!.at(-1)).toBeCloseTo(
    next.fill.after * growth(two!, at, months.at(-1)!.until),
    9,
  );
  // The record without tax is that of the same holdings.
  expect(walked.at(-1)!.net.at(-1)).toBeCloseTo(
    growth(one!, months[0]!.filled, at) * growth(two!, at, months.at(-1)!.until),
    12,
  );
});

test('a taxed back-test: the ladder ends at the record after tax, tax never adds, and weights are unchanged by it', async () => {
  const task = { earlier: [], onMonth: () => {}, progress: () => {}, ledger: [] };
  const { run } = await runBacktest(opened, task);
  const untaxed = await runBacktest(
    await openBacktest(store, { ...settings, choices: { ...CHOICES, tax: 'none' } }),
    task,
  );
  const { effects, residual, record, log } = effectsOfRun(run);
  expect(effects.at(-1)).toBe('tax');
  expect(Math.abs(residual)).toBeLessThan(1e-12);
  expect(record).toBeCloseTo(run.nav.at(-1)!.afterTax! - 1, 12);
  expect(log.at(-1)).toBeLessThanOrEqual(0);
  for (const row of run.nav) expect(row.afterTax).toBeLessThanOrEqual(row.net + 1e-12);
  const { growth: g, alternatives, years } = run.tax!;
  expect(g.afterLiquidation).toBeLessThanOrEqual(g.afterTax);
  expect(alternatives.length).toBeGreaterThan(5);
  expect(years.map((y) => y.year)).toEqual(['2019–20', '2020–21', '2021–22']);
  expect(run.months.map((m) => m.weights)).toEqual(untaxed.run.months.map((m) => m.weights));
  expect(untaxed.run.tax).toBeUndefined();
  expect(Object.keys(untaxed.run.nav[0]!)).toEqual(['date', 'gross', 'net', 'benchmark']);
}, 60_000);

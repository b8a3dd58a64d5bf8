import { readFileSync } from 'node:fs';
import { tearSheet, type TearSheet } from '../../../src/backtest/statistics/tear-sheet.ts';
import { valuesOf } from '../../../src/backtest/statistics/value-path.ts';
import { addDays, day, type Day, isWeekend } from '../../../src/market/day.ts';
import { normal } from '../../../src/math/random/distributions.ts';
import { randomStream } from '../../../src/math/random/random.ts';
import { describeReference, reference } from '../../reference.ts';

const weekdays = (from: string, n: number): Day[] => {
  const days: Day[] = [];
  for (let d = day(from); days.length < n; d = addDays(d, 1)) if (!isWeekend(d)) days.push(d);
  return days;
};
const stream = randomStream(5);
const days = weekdays('2019-12-31', 700);
const shocks = (): Float64Array =>
  Float64Array.from({ length: days.length - 1 }, () => 0.01 * normal(stream));
const market = shocks().map((e) => 0.0004 + e);
const other = valuesOf(market);
const own = valuesOf(shocks().map((e, i) => 0.8 * market[i]! + 0.3 * e));
const figure = (sheet: TearSheet, id: string): number | null => {
  const found = sheet.figures.find((f) => f.id === id);
  if (!found) throw new Error(`no figure ${id}`);
  return found.own;
};

describe('a tear sheet', () => {
  const sheet = tearSheet({
    name: 'Fund',
    path: { days, values: own },
    benchmark: { name: 'Index', path: { days, values: other } },
  });

  test('gives every figure with a convention, once', () => {
    expect(sheet.figures.every((f) => f.convention !== '' && f.own !== undefined)).toBe(true);
    expect(new Set(sheet.figures.map((f) => f.id)).size).toBe(sheet.figures.length);
    expect(sheet.figures.filter((f) => f.own === null)).toEqual([]);
  });

  test('does not depend on the unit of the values', () => {
    const scaled = tearSheet({
      name: 'Fund',
      path: { days, values: own.map((v) => 12_345_678 * v) },
      benchmark: { name: 'Index', path: { days, values: other } },
    });
    for (const [i, f] of scaled.figures.entries()) expect(f.own).toBeCloseTo(sheet.figures[i]!.own!, 9);
  });

  test('of a benchmark against itself has beta 1, no tracking error and no ratio to it', () => {
    const same = tearSheet({
      name: 'Index',
      path: { days, values: other },
      benchmark: { name: 'Index', path: { days, values: other } },
    });
    expect(figure(same, 'beta')).toBeCloseTo(1, 12);
    expect(figure(same, 'tracking-error')).toBe(0);
    expect(figure(same, 'active-premium')).toBe(0);
    expect(figure(same, 'up-capture')).toBe(1);
    for (const id of ['information-ratio', 'appraisal', 'jensen-t']) expect(figure(same, id)).toBeNull();
  });

  test('links years to the whole, and months to years', () => {
    const whole = figure(sheet, 'total-return')!;
    for (const years of [sheet.calendarYears, sheet.financialYears])
      expect(years.reduce((g, y) => g * (1 + y.own), 1) - 1).toBeCloseTo(whole, 12);
    const months = sheet.months
      .find((m) => m.year === 2020)!
      .months.reduce<number>((g, m) => g * (1 + m!), 1);
    expect(months - 1).toBeCloseTo(sheet.calendarYears.find((y) => y.name === '2020')!.own, 12);
    expect(sheet.financialYears.map((y) => y.name)).toEqual(['2019–20', '2020–21', '2021–22', '2022–23']);
    expect(sheet.financialYears.map((y) => y.isWhole)).toEqual([false, true, true, false]);
  });

  test('annualises nothing below a year, and says so', () => {
    const short = tearSheet({ name: 'Fund', path: { days: days.slice(0, 120), values: own.slice(0, 120) } });
    for (const id of ['cagr', 'volatility', 'sharpe', 'calmar']) expect(figure(short, id)).toBeNull();
    expect(figure(short, 'total-return')).toBeCloseTo(own[119]! - 1, 12);
    expect(short.problems.map((p) => p.code)).toContain('under-a-year');
  });

  test('leaves parts of months out of the monthly figures', () => {
    const from = days.findIndex((d) => d >= day('2020-01-17'));
    const cut = tearSheet({ name: 'Fund', path: { days: days.slice(from), values: own.slice(from) } });
    expect(cut.headline.count).toBe(sheet.headline.count - 1);
    expect(cut.problems.map((p) => p.code)).toContain('partial-months');
  });

  test('reports values on days that the benchmark does not have', () => {
    const gaps = tearSheet({
      name: 'Fund',
      path: { days, values: own },
      benchmark: { name: 'Index', path: { days: days.slice(10), values: other.slice(10) } },
    });
    expect(gaps.problems.find((p) => p.code === 'common-days')?.message).toMatch(/^10 of 700 values/);
    expect(() =>
      tearSheet({
        name: 'Fund',
        path: { days, values: own },
        benchmark: { name: 'Index', path: { days: [day('1999-01-01')], values: [1] } },
      }),
    ).toThrow(/There are 0 values on days that all series have/);
  });
});

describeReference('an independent back-test on real series', () => {
  const rows = readFileSync(reference('cases', 'backtest_dev.csv'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  const header = rows[0]!;
  const held = rows.slice(1).filter((row) => row[1] !== '');
  const path = (column: string, start?: number) => {
    const values = held.map((row) => Number(row[header.indexOf(column)]));
    return {
      days: held.map((row) => day(row[0]!)),
      values: start === undefined ? values : [start, ...values.slice(1)],
    };
  };
  const { runs } = JSON.parse(readFileSync(reference('cases', 'backtest_dev.json'), 'utf8')) as {
    runs: Record<string, Record<string, number>>;
  };

  test.each([
    ['trrm-base', 'nav_base', 1],
    ['nifty-500-tri', 'nifty_500_tri', undefined],
    ['nifty-50-tri', 'nifty_50_tri', undefined],
  ] as const)('gives %s the same figures', (run, column, start) => {
    const sheet = tearSheet({
      name: run,
      path: path(column, start),
      riskFree: { name: 'bills', path: path('liquid') },
    });
    const expected = runs[run]!;
    const same = {
      cagr: 'cagr',
      'total-return': 'totalReturn',
      volatility: 'volatilityMonthly',
      sharpe: 'sharpeMonthly',
      sortino: 'sortinoMonthly',
      calmar: 'calmar',
      worst: 'worstMonth',
      best: 'bestMonth',
      'maximum-drawdown': 'maxDrawdown',
    };
    for (const [id, name] of Object.entries(same))
      expect([id, figure(sheet, id)]).toEqual([id, expect.closeTo(expected[name]!, 8)]);
    expect(sheet.headline.count).toBe(expected.months);
    expect(sheet.years).toBeCloseTo(expected.years!, 9);
  });
});

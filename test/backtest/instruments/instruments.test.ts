import { gold } from '../../../src/backtest/instruments/gold.ts';
import { parBondReturn } from '../../../src/backtest/instruments/g-sec.ts';
import { liquidFund } from '../../../src/backtest/instruments/liquid-fund.ts';
import { sessionLevels } from '../../../src/backtest/instruments/session-levels.ts';
import type { Column } from '../../../src/market/as-of.ts';
import { day } from '../../../src/market/day.ts';

const column = (rows: readonly (readonly [string, number])[]): Column => ({
  observedOn: Int32Array.from(rows, ([on]) => day(on)),
  knownOn: Int32Array.from(rows, ([on]) => day(on)),
  value: Float64Array.from(rows, ([, value]) => value),
});
const days = (...isoDays: string[]) => isoDays.map(day);
const span = (last: number) => ({ first: 0, last });

describe('a par bond', () => {
  test('earns its yield while that does not change, and about the duration times the move when it does', () => {
    const [y, years] = [0.07, 1 / 365];
    expect(parBondReturn(y, y, 0.5)).toBeCloseTo(y / 2, 14);
    // Swinkels (2019): y·Δ − D·dy + ½·C·dy², with the convexity left out for a small move.
    const duration = (1 - (1 + y / 2) ** -20) / y;
    const approximate = y * years - duration * 0.001;
    expect(Math.abs(parBondReturn(y, y + 0.001, years) - approximate)).toBeLessThan(5e-5);
  });

  test('loses the whole difference of a perpetual-like coupon when yields double', () => {
    // A ten-year 5 % bond at a yield of 10 %: 2.5 half-yearly for 20 halves, 37.689 per cent of par lost to discounting.
    const annuity = (1 - 1.05 ** -20) / 0.05;
    expect(parBondReturn(0.05, 0.1, 0)).toBeCloseTo(0.025 * annuity + 1.05 ** -20 - 1, 12);
  });
});

test('cash earns the yield of the last auction known at the session before, by actual days', () => {
  const sessions = days('2020-01-01', '2020-01-02', '2020-01-06', '2020-01-07');
  const bills = column([
    ['2019-12-31', 3.65],
    ['2020-01-06', 7.3],
  ]);
  const levels = liquidFund(bills, sessions, column([]));
  const expected = [1, 1.0001, 1.0001 * 1.0004, 1.0001 * 1.0004 * 1.0002];
  expected.forEach((level, s) => expect(levels[s]).toBeCloseTo(level, 12));
});

test('cash earns the last monthly risk-free return known at the time before the first auction, and nothing before both', () => {
  const sessions = days('2020-01-01', '2020-01-02', '2020-01-03', '2020-01-06', '2020-01-07');
  const bills = column([['2020-01-06', 7.3]]);
  const monthly = column([['2019-10-31', 0.365]]);
  const late = { ...monthly, knownOn: Int32Array.from([day('2020-01-02')]) };
  const levels = liquidFund(bills, sessions, late);
  const daily = (12 * 0.00365) / 365;
  const expected = [1, 1, 1 + daily, (1 + daily) * (1 + 3 * daily), (1 + daily) * (1 + 3 * daily) * 1.0002];
  expected.forEach((level, s) => expect(levels[s]).toBeCloseTo(level, 14));
});

describe('gold', () => {
  const sessions = days('2020-01-30', '2020-01-31', '2020-02-03', '2020-02-28', '2020-03-02');
  const liquid = Float64Array.from([1, 1.01, 1.02, 1.03, 1.04]);

  test('with a monthly price is a step at the last session of its month', () => {
    const { levels, standsIn } = gold(
      column([
        ['2019-12-31', 100],
        ['2020-01-31', 110],
        ['2020-02-29', 121],
      ]),
      sessions,
      liquid,
    );
    expect(Array.from(levels.subarray(0, 4))).toEqual([1, 1.1, 1.1, expect.closeTo(1.21, 12)]);
    expect(levels[4]).toBe(levels[3]);
    expect(Array.from(standsIn)).toEqual([0, 0, 0, 0, 0]);
  });

  test('without a price for a month has spent it in the liquid fund, which its last session shows', () => {
    const { levels, standsIn } = gold(
      column([
        ['2019-12-31', 100],
        ['2020-01-31', 110],
      ]),
      sessions,
      liquid,
    );
    expect(Array.from(levels)).toEqual([
      1,
      1.1,
      1.1,
      expect.closeTo((1.1 * 1.03) / 1.01, 12),
      expect.closeTo((1.1 * 1.04) / 1.01, 12),
    ]);
    expect(Array.from(standsIn)).toEqual([0, 0, 1, 1, 1]);
  });
});

describe('levels by session', () => {
  const sessions = days(
    '2020-01-01',
    '2020-01-02',
    '2020-01-03',
    '2020-01-06',
    '2020-01-07',
    '2020-01-08',
    '2020-01-09',
  );
  const read = (rows: readonly (readonly [string, number])[], last = 6) =>
    sessionLevels('nifty-50.tri', column(rows), sessions, span(last));

  test('stand in for a missing one, and are counted', () => {
    const { levels, problems } = read([
      ['2020-01-01', 100],
      ['2020-01-03', 101],
      ['2020-01-09', 102],
    ]);
    expect(Array.from(levels)).toEqual([100, 100, 101, 101, 101, 101, 102]);
    expect(problems.map((p) => p.message)).toEqual([
      'has no level on 4 sessions (the first 02 Jan 2020); the last known one was used.',
    ]);
  });

  test('are refused after a gap of more than five sessions, at 0 and below, and after a move that no market makes', () => {
    expect(() => read([['2020-01-01', 100]])).toThrow('more than 5 sessions');
    expect(() =>
      read([
        ['2020-01-01', 0],
        ['2020-01-02', 100],
      ]),
    ).toThrow('must be above 0');
    expect(() =>
      read([
        ['2020-01-01', 100],
        ['2020-01-02', 130],
      ]),
    ).toThrow('more than 25 %');
  });

  test('outside the span are not judged', () => {
    expect(read([['2020-01-01', 100]], 4).levels[6]).toBe(100);
  });
});

import fc from 'fast-check';
import { downsideDeviation, mean } from '../../src/math/statistics/sample-moments.ts';
import { benchmarkWindow, type BenchmarkData } from '../../src/funds/benchmark-window.ts';
import { fundMonths } from '../../src/funds/fund-months.ts';
import { measureFund, measureMonths } from '../../src/funds/measure-fund.ts';
import { completeMonthEnds, yearsBefore } from '../../src/funds/month-ends.ts';
import type { LevelSeries } from '../../src/funds/nav-series.ts';
import { riskFreeReturn } from '../../src/funds/risk-free.ts';
import { scoreFunds } from '../../src/funds/scorecard.ts';
import { METRICS } from '../../src/funds/metrics.ts';
import { reinvestPayouts, splice } from '../../src/funds/adjusted-nav.ts';
import { rankCorrelation } from '../../src/funds/track-record.ts';
import { addDays, day, type Day, isWeekend, iso } from '../../src/market/day.ts';

/** The 24 months of Bacon's worked example, as shipped with R's PerformanceAnalytics (`portfolio_bacon`). */
const PORTFOLIO = [
  0.3, 2.6, 1.1, -1, 1.5, 2.5, 1.6, 6.7, -1.4, 4, -0.5, 8.1, 4, -3.7, -6.1, 1.7, -4.9, -2.2, 7, 5.8, -6.5,
  2.4, -0.5, -0.9,
].map((p) => p / 100);
const BENCHMARK = [
  0.2, 2.5, 1.8, -1.1, 1.4, 1.8, 1.4, 6.5, -1.5, 4.2, -0.6, 8.3, 3.9, -3.8, -6.2, 1.5, -4.8, 2.1, 6, 5.6,
  -6.7, 1.9, -0.3, 0,
].map((p) => p / 100);
const zeros = (n: number): Float64Array => new Float64Array(n);
const months = (returns: readonly number[], benchmark: readonly number[] = returns) =>
  measureMonths(fundMonths(Float64Array.from(returns), Float64Array.from(benchmark), zeros(returns.length)));

describe('published examples', () => {
  it('Bacon’s portfolio has a downside deviation of 0.0255 at 0.5 % and a beta just below 1', () => {
    expect(downsideDeviation(PORTFOLIO, 0.005)).toBeCloseTo(0.0255, 4);
    const found = months(PORTFOLIO, BENCHMARK);
    expect(found.beta.value).toBeCloseTo(0.99885, 5);
    expect(found.negativeCount.value).toBe(10);
    expect(found.negativeMean.value).toBeCloseTo(-0.0277, 12);
    // Jensen's alpha of −0.0142 in the manual is that of annual geometric returns; the monthly intercept gives another.
    const annual = (r: readonly number[]): number =>
      r.reduce((g, x) => g * (1 + x), 1) ** (12 / r.length) - 1;
    expect(annual(PORTFOLIO) - found.beta.value! * annual(BENCHMARK)).toBeCloseTo(-0.0142, 4);
    expect(found.alpha.value).toBeCloseTo(12 * (mean(PORTFOLIO) - found.beta.value! * mean(BENCHMARK)), 12);
  });

  it('a constant return has no ratios, and its certainty equivalent is its annual growth', () => {
    const found = months(
      Array.from({ length: 12 }, () => 0.01),
      BENCHMARK.slice(0, 12),
    );
    expect([found.sharpe.value, found.sortino.value, found.negativeMean.value]).toEqual([null, null, null]);
    expect(found.sharpe.reason).toBe('excess returns do not vary');
    for (const id of ['mrar2', 'mrar0'] as const) expect(found[id].value).toBeCloseTo(1.01 ** 12 - 1, 12);
  });

  it('returns of +10 % and −5 % in turn have an MRAR(2) of 22.12 % by hand', () => {
    const found = months(
      Array.from({ length: 12 }, (_, i) => (i % 2 === 0 ? 0.1 : -0.05)),
      BENCHMARK.slice(0, 12),
    );
    expect(found.mrar2.value).toBeCloseTo(((1.1 ** -2 + 0.95 ** -2) / 2) ** -6 - 1, 12);
    expect(found.mrar2.value).toBeCloseTo(0.2212, 4);
  });

  it('a benchmark measured against itself has alpha 0, beta 1, R² 1 and no information ratio', () => {
    const found = months(BENCHMARK);
    expect(found.alpha.value).toBeCloseTo(0, 14);
    expect(found.beta.value).toBeCloseTo(1, 14);
    expect(found.rSquared.value).toBeCloseTo(1, 12);
    expect([found.informationRatio.value, found.alphaT.value]).toEqual([null, null]);
  });

  it('Treasury bills at 3.65 % for 91 days earn 0.91 % in 91 days, and a yield of more than a month ago is none', () => {
    const yields = { days: Int32Array.of(day('2021-01-06')), values: Float64Array.of(3.65) };
    expect(riskFreeReturn(yields, day('2021-01-08'), day('2021-04-09'))).toBeCloseTo((0.0365 * 91) / 365, 12);
    expect(riskFreeReturn(yields, day('2021-02-08'), day('2021-04-09'))).toBeNull();
  });

  it('rank correlation with ties is Spearman’s', () => {
    // scipy.stats.spearmanr([1, 2, 2, 4], [1, 3, 2, 4]) is 0.9486832980505138.
    expect(rankCorrelation([1, 2, 2, 4], [1, 3, 2, 4])).toBeCloseTo(0.9486832980505138, 12);
  });
});

/** Weekdays as sessions. */
const sessions = (from: string, to: string): Int32Array => {
  const days: number[] = [];
  for (let d = day(from); d <= day(to); d = addDays(d, 1)) if (!isWeekend(d)) days.push(d);
  return Int32Array.from(days);
};

const SESSIONS = sessions('2012-01-02', '2021-12-31');
const walk = (seed: number, scale = 1, days: Int32Array = SESSIONS): LevelSeries => {
  let state = seed;
  const uniform = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  let level = 10 * scale;
  return { days, values: Float64Array.from(days, () => (level *= 1 + (uniform() - 0.48) / 50)) };
};
const BILLS = { days: SESSIONS, values: Float64Array.from(SESSIONS, () => 5) };
const market: BenchmarkData = { id: 'example', levels: walk(7), sessions: SESSIONS, billYields: BILLS };
const AS_OF = day('2021-06-30');
const values = (nav: LevelSeries, data = market) =>
  METRICS.map(({ id }) => measureFund(nav, benchmarkWindow(data, AS_OF, 36))[id].value);

describe('properties', () => {
  it('scaling a NAV changes nothing', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.double({ min: 0.01, max: 1000, noNaN: true }),
        (seed, scale) => {
          const [own, scaled] = [values(walk(seed)), values(walk(seed, scale))];
          for (const [i, value] of own.entries()) {
            if (value === null) expect(scaled[i]).toBeNull();
            else expect(scaled[i]!).toBeCloseTo(value, 7);
          }
        },
      ),
      { numRuns: 10 },
    );
  });

  it('rows after the as-of date change nothing', () => {
    const cut = (s: LevelSeries): LevelSeries => {
      const n = s.days.findIndex((d) => d > AS_OF);
      return { days: s.days.slice(0, n), values: s.values.slice(0, n) };
    };
    const known = {
      ...market,
      levels: cut(market.levels),
      sessions: cut(market.levels).days,
      billYields: cut(BILLS),
    };
    expect(values(cut(walk(3)), known)).toEqual(values(walk(3)));
  });

  it('permuting the funds permutes nothing but the input', () => {
    const window = benchmarkWindow(market, AS_OF, 36);
    const funds = Array.from({ length: 15 }, (_, i) => ({
      code: String(100_000 + i),
      measures: measureFund(walk(i + 11), window),
    }));
    const card = scoreFunds(funds);
    expect(card.scores.map((s) => s.rank)).toEqual(funds.map((_, i) => i + 1));
    expect(new Set(card.scores.map((s) => s.quartile))).toEqual(new Set([1, 2, 3, 4]));
    expect(scoreFunds([...funds].reverse())).toEqual(card);
  });

  it('fewer than ten peers have measures and no ranks', () => {
    const window = benchmarkWindow(market, AS_OF, 36);
    const card = scoreFunds(
      [1, 2, 3].map((i) => ({ code: String(i), measures: measureFund(walk(i), window) })),
    );
    expect([card.ranked, card.scores.map((s) => s.rank)]).toEqual([false, [null, null, null]]);
  });
});

describe('months', () => {
  it('end on the last session, and the month of the as-of date counts once no weekday of it is left', () => {
    const days = Int32Array.from(['2018-02-28', '2018-03-27', '2018-03-28', '2018-04-02'].map((d) => day(d)));
    const ends = (asOf: string): string[] => completeMonthEnds(days, day(asOf)).map((d: Day) => iso(d));
    expect(ends('2018-03-28')).toEqual(['2018-02-28']);
    // 29 and 30 March were holidays.
    expect(ends('2018-03-30')).toEqual(['2018-02-28', '2018-03-28']);
    expect(ends('2018-04-02')).toEqual(['2018-02-28', '2018-03-28']);
    expect(yearsBefore(day('2020-02-29'), 1)).toBe(day('2019-02-28'));
  });

  it('that the benchmark or Treasury bills do not cover are refused, with the days', () => {
    const short = {
      ...market,
      levels: { days: market.levels.days.slice(2000), values: market.levels.values.slice(2000) },
    };
    expect(() => benchmarkWindow(short, AS_OF, 36)).toThrow(
      /run from 02 Sep 2019 .* do not cover the 36 months to 30 Jun 2021/,
    );
    const old = { ...market, billYields: { days: SESSIONS.slice(0, 10), values: BILLS.values.slice(0, 10) } };
    expect(() => benchmarkWindow(old, AS_OF, 36)).toThrow(
      /no yield of a 91-day Treasury bill within 31 days/,
    );
  });
});

describe('events', () => {
  const nav: LevelSeries = {
    days: Int32Array.from([1, 2, 3].map((n) => day('2024-01-01') + n)),
    values: Float64Array.of(10, 9, 9.9),
  };
  const event = { code: '1', other: '', ratio: 1 } as const;
  it('a payout is reinvested at the NAV after it', () => {
    const paid = reinvestPayouts(nav, [{ ...event, event: 'idcw', day: day('2024-01-03') }]);
    // 10 falls to 9 by a payout of 1: nothing was lost; then it rises by a tenth.
    expect([...paid.values]).toEqual([10, 10, 11].map((x) => expect.closeTo(x, 12)));
  });

  it('the history of an earlier code continues, in new units', () => {
    const later: LevelSeries = { days: Int32Array.of(day('2024-01-05')), values: Float64Array.of(100) };
    const joined = splice(later, nav, {
      ...event,
      event: 'code-changed',
      other: '2',
      ratio: 0.1,
      day: day('2024-01-05'),
    });
    expect([...joined.values]).toEqual([100, 90, 99, 100].map((x) => expect.closeTo(x, 12)));
  });
});

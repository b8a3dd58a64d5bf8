import fc from 'fast-check';
import { addDays, type Day, iso } from '../../../src/market/day.ts';
import { alphaByGroup } from '../../../src/validation/factors/alpha-by-group.ts';
import { afterCosts } from '../../../src/validation/factors/net-of-costs.ts';
import { alphaTrend, marketModel } from '../../../src/validation/factors/market-model.ts';
import { rolling } from '../../../src/validation/factors/rolling.ts';
import { searched } from '../../../src/validation/factors/multiple-testing.ts';
import { madeMonths, monthsOf } from './months.fixture.ts';

const seeds = fc.integer({ min: 0, max: 100_000 });

describe('Alpha and beta', () => {
  test('of a known line are exactly its own', () => {
    const months = monthsOf(
      Array.from({ length: 30 }, (_, k) => {
        const market = ((k % 7) - 3) / 100;
        return { own: 0.002 + 0.001 + 1.5 * (market - 0.001), market, riskless: 0.001 };
      }),
    );
    const { alpha, beta, residual } = marketModel(months)!;
    expect(alpha.annual).toBeCloseTo(2.4, 10);
    expect(beta).toBeCloseTo(1.5, 12);
    expect(residual).toBeCloseTo(0, 10);
    // Without a rest there is no error to measure by.
    expect(alpha.t).toBe(0);
  });

  test('adding the market’s excess return leaves alpha and its t, and adds one to beta', () => {
    fc.assert(
      fc.property(seeds, fc.double({ min: -2, max: 2, noNaN: true }), (seed, times) => {
        const months = madeMonths({ seed, months: 60, alpha: () => 0.002 });
        const leveraged = months.map((m) => ({ ...m, own: m.own + times * (m.market - m.riskless) }));
        const [a, b] = [marketModel(months)!, marketModel(leveraged)!];
        expect(b.alpha.annual).toBeCloseTo(a.alpha.annual, 8);
        expect(b.alpha.t).toBeCloseTo(a.alpha.t, 6);
        expect(b.beta).toBeCloseTo(a.beta + times, 10);
      }),
      { numRuns: 50 },
    );
  });

  test('a constant added every month is all alpha', () => {
    const months = madeMonths({ seed: 3, months: 60, alpha: () => 0 });
    const richer = months.map((m) => ({ ...m, own: m.own + 0.001 }));
    expect(marketModel(richer)!.alpha.annual - marketModel(months)!.alpha.annual).toBeCloseTo(1.2, 9);
  });

  test('under two years, or of a market that stands still, are not told', () => {
    expect(marketModel(madeMonths({ seed: 1, months: 23, alpha: () => 0 }))).toBeNull();
    expect(
      marketModel(monthsOf(Array.from({ length: 40 }, (_, k) => ({ own: k / 999, market: 0 })))),
    ).toBeNull();
  });

  test('an interval of 95 % holds the truth in about 95 of 100 made records', () => {
    const held = Array.from({ length: 400 }, (_, seed) => {
      const [low, high] = marketModel(madeMonths({ seed, months: 120, alpha: () => 0.003 }))!.alpha.interval;
      return low <= 3.6 && 3.6 <= high;
    }).filter(Boolean).length;
    // Newey–West intervals are a little too narrow in samples of this size.
    expect(held / 400).toBeGreaterThan(0.9);
    expect(held / 400).toBeLessThan(0.98);
  });

  test('a trend of alpha is found where there is one', () => {
    const falling = alphaTrend(madeMonths({ seed: 5, months: 240, alpha: (k) => 0.01 - k * 8e-5 }))!;
    expect(falling.interval[0]).toBeLessThan(-1.152);
    expect(falling.interval[1]).toBeGreaterThan(-1.152);
    expect(falling.t).toBeLessThan(-3);
  });
});

describe('Alpha by parts of the record', () => {
  const parted = (seed: number) => madeMonths({ seed, months: 90, alpha: (k) => (k % 3) / 300 });

  test('is in each part what a regression of its months alone gives', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const months = parted(seed);
        const { groups } = alphaByGroup(months, ['a', 'b', 'c'], (_, i) => 'abc'[i % 3]!);
        groups.forEach(({ alpha, beta, months: n }, g) => {
          const alone = marketModel(months.filter((_, i) => i % 3 === g))!;
          expect(n).toBe(30);
          expect(alpha!.annual).toBeCloseTo(alone.alpha.annual, 9);
          expect(beta).toBeCloseTo(alone.beta, 10);
        });
      }),
      { numRuns: 30 },
    );
  });

  test('has as its difference the last less the first', () => {
    const { groups, lastLessFirst } = alphaByGroup(parted(4), ['a', 'b', 'c'], (_, i) => 'abc'[i % 3]!);
    expect(lastLessFirst!.annual).toBeCloseTo(groups[2]!.alpha!.annual - groups[0]!.alpha!.annual, 10);
    expect(lastLessFirst!.n).toBe(60);
  });

  test('keeps silent on a part of fewer than twelve months, and counts it', () => {
    const { groups, lastLessFirst } = alphaByGroup(parted(4), ['a', 'b'], (_, i) => (i < 11 ? 'a' : 'b'));
    expect(groups[0]).toEqual({ group: 'a', months: 11, beta: null, alpha: null });
    expect(groups[1]!.alpha).not.toBeNull();
    expect(lastLessFirst).toBeNull();
    expect(alphaByGroup(parted(4), [], () => null)).toEqual({ groups: [], lastLessFirst: null });
  });
});

describe('Rolling windows', () => {
  test('are one a month from the first that is long enough, each a regression of its own', () => {
    const months = madeMonths({ seed: 9, months: 60, alpha: () => 0.004 });
    const { windows, apart, shares, worst, best } = rolling(months, 3);
    expect(windows).toHaveLength(25);
    expect(apart).toBe(1);
    const alone = marketModel(months.slice(10, 46))!;
    expect(windows[10]!.alpha).toBeCloseTo(alone.alpha.annual, 9);
    expect(windows[10]!.end).toBe(iso(months[45]!.end));
    const alphas = windows.map((w) => w.alpha);
    expect(worst!.alpha).toBe(Math.min(...alphas));
    expect(best!.alpha).toBe(Math.max(...alphas));
    expect(shares!.alpha).toBe(alphas.filter((a) => a > 0).length / 25);
  });

  test('tell the compound return above the market', () => {
    const months = monthsOf(
      Array.from({ length: 36 }, (_, k) => ({ own: 0.02, market: k % 2 ? 0.01 : 0.008 })),
    );
    const { windows } = rolling(months, 3);
    expect(windows).toHaveLength(1);
    expect(windows[0]!.excess).toBeCloseTo(100 * (1.02 ** 12 - (1.01 * 1.008) ** 6), 9);
  });

  test('leave out stretches with a month missing, and say nothing of a short record', () => {
    const months = madeMonths({ seed: 2, months: 40, alpha: () => 0 });
    expect(rolling(months.toSpliced(20, 1), 3).windows).toEqual([]);
    expect(rolling(months.slice(0, 30), 3)).toMatchObject({ shares: null, worst: null, best: null });
  });

  test('stand apart only where no month is in two of them and none is missing', () => {
    const months = madeMonths({ seed: 2, months: 80, alpha: () => 0 });
    expect(rolling(months, 3).apart).toBe(2);
    // 79 months, but 20 and 59 about the gap.
    expect(rolling(months.toSpliced(20, 1), 3).apart).toBe(1);
  });
});

describe('Costs', () => {
  const months = madeMonths({ seed: 8, months: 48, alpha: () => 0.005 });

  test('take turnover times a round trip off the month that begins at the change', () => {
    // Half is changed at the end of each year, at 0.4 % a round trip: 0.2 % of the January return’s base.
    const changes = [11, 23, 35].map((k) => ({ day: months[k]!.end, share: 0.5 }));
    const { turnover, cost, alpha } = afterCosts(months, changes, () => 0.004);
    expect(turnover).toBeCloseTo(1.5 / 4, 12);
    expect(cost).toBeCloseTo((100 * 3 * 0.002) / 4, 12);
    const charged = months.map((m, k) =>
      [12, 24, 36].includes(k) ? { ...m, own: 0.998 * (1 + m.own) - 1 } : m,
    );
    expect(alpha!.annual).toBeCloseTo(marketModel(charged)!.alpha.annual, 10);
  });

  test('of a change before the record or at its end are not counted, and none means none', () => {
    const outside = [addDays(months[0]!.start, -1), months.at(-1)!.end].map((d: Day) => ({
      day: d,
      share: 1,
    }));
    const { turnover, alpha } = afterCosts(months, outside, () => 0.01);
    expect(turnover).toBe(0);
    expect(alpha!.annual).toBeCloseTo(marketModel(months)!.alpha.annual, 10);
  });
});

describe('The search', () => {
  const months = madeMonths({ seed: 12, months: 120, alpha: () => 0.006 });

  test('leaves less the more was tried, and counts what was computed where less is owned up to', () => {
    const variants = [{ name: 'other', months: madeMonths({ seed: 13, months: 120, alpha: () => 0 }) }];
    const [few, many] = [searched(months, variants, 1)!, searched(months, variants, 100)!];
    expect([few.trials, many.trials]).toEqual([2, 100]);
    expect(many.deflated).toBeLessThan(few.deflated);
    expect(few.probabilistic).toBe(many.probabilistic);
    expect(few.variants.map((v) => v.name)).toEqual(['as it is', 'other']);
    expect(searched(months, [], 1)!.deflated).toBe(searched(months, [], 1)!.probabilistic);
  });

  test('has an appraisal ratio of alpha over the deviation of the rest', () => {
    const { alpha, residual } = marketModel(months)!;
    // The deviation is over n − 1 there and over n − 2 here.
    expect(searched(months, [], 1)!.appraisal).toBeCloseTo(
      (alpha.annual / residual) * Math.sqrt(119 / 118),
      9,
    );
  });
});

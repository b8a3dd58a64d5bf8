import fc from 'fast-check';
import { addDays, type Day, iso } from '../../../src/market/day.ts';
import { alphaByGroup } from '../../../src/validation/factors/alpha-by-group.ts';
import { netOfCosts } from '../../../src/validation/factors/net-of-costs.ts';
import { alphaTrend, marketModel } from '../../../src/validation/factors/market-model.ts';
import { rolling } from '../../../src/validation/factors/rolling.ts';
import { adjustForTrials } from '../../../src/validation/factors/multiple-testing.ts';
import { madeMonths, monthsOf } from './months.fixture.ts';

const seeds = fc.integer({ min: 0, max: 100_000 });

describe('The market model', () => {
  test('recovers alpha and beta of an exact line', () => {
    const months = monthsOf(
      Array.from({ length: 30 }, (_, k) => {
        const market = ((k % 7) - 3) / 100;
        return { own: 0.002 + 0.001 + 1.5 * (market - 0.001), market, riskFree: 0.001 };
      }),
    );
    const { alpha, beta, residual } = marketModel(months)!;
    expect(alpha.annual).toBeCloseTo(2.4, 10);
    expect(beta).toBeCloseTo(1.5, 12);
    expect(residual).toBeCloseTo(0, 10);
    // Without a residual there is no standard error.
    expect(alpha.t).toBe(0);
  });

  test('keeps alpha and its t, and shifts beta, when a multiple of the market’s excess return is added', () => {
    fc.assert(
      fc.property(seeds, fc.double({ min: -2, max: 2, noNaN: true }), (seed, times) => {
        const months = madeMonths({ seed, months: 60, alpha: () => 0.002 });
        const leveraged = months.map((m) => ({ ...m, own: m.own + times * (m.market - m.riskFree) }));
        const [a, b] = [marketModel(months)!, marketModel(leveraged)!];
        expect(b.alpha.annual).toBeCloseTo(a.alpha.annual, 8);
        expect(b.alpha.t).toBeCloseTo(a.alpha.t, 6);
        expect(b.beta).toBeCloseTo(a.beta + times, 10);
      }),
      { numRuns: 50 },
    );
  });

  test('attributes a constant monthly return to alpha', () => {
    const months = madeMonths({ seed: 3, months: 60, alpha: () => 0 });
    const richer = months.map((m) => ({ ...m, own: m.own + 0.001 }));
    expect(marketModel(richer)!.alpha.annual - marketModel(months)!.alpha.annual).toBeCloseTo(1.2, 9);
  });

  test('is null for fewer than 24 months and for a market without variation', () => {
    expect(marketModel(madeMonths({ seed: 1, months: 23, alpha: () => 0 }))).toBeNull();
    expect(
      marketModel(monthsOf(Array.from({ length: 40 }, (_, k) => ({ own: k / 999, market: 0 })))),
    ).toBeNull();
  });

  test('covers the true alpha with its 95 % interval in about 95 of 100 simulations', () => {
    const covered = Array.from({ length: 400 }, (_, seed) => {
      const [low, high] = marketModel(madeMonths({ seed, months: 120, alpha: () => 0.003 }))!.alpha.interval;
      return low <= 3.6 && 3.6 <= high;
    }).filter(Boolean).length;
    // Newey–West intervals are a little too narrow in samples of this size.
    expect(covered / 400).toBeGreaterThan(0.9);
    expect(covered / 400).toBeLessThan(0.98);
  });

  test('detects a decaying alpha', () => {
    const falling = alphaTrend(madeMonths({ seed: 5, months: 240, alpha: (k) => 0.01 - k * 8e-5 }))!;
    expect(falling.interval[0]).toBeLessThan(-1.152);
    expect(falling.interval[1]).toBeGreaterThan(-1.152);
    expect(falling.t).toBeLessThan(-3);
  });
});

describe('Alpha by group', () => {
  const grouped = (seed: number) => madeMonths({ seed, months: 90, alpha: (k) => (k % 3) / 300 });

  test('equals a separate regression of each group’s months', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const months = grouped(seed);
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

  test('estimates the difference between the last group and the first', () => {
    const { groups, lastMinusFirst } = alphaByGroup(grouped(4), ['a', 'b', 'c'], (_, i) => 'abc'[i % 3]!);
    expect(lastMinusFirst!.annual).toBeCloseTo(groups[2]!.alpha!.annual - groups[0]!.alpha!.annual, 10);
    expect(lastMinusFirst!.n).toBe(60);
  });

  test('gives no alpha for a group of fewer than twelve months, but counts its months', () => {
    const { groups, lastMinusFirst } = alphaByGroup(grouped(4), ['a', 'b'], (_, i) => (i < 11 ? 'a' : 'b'));
    expect(groups[0]).toEqual({ group: 'a', months: 11, beta: null, alpha: null });
    expect(groups[1]!.alpha).not.toBeNull();
    expect(lastMinusFirst).toBeNull();
    expect(alphaByGroup(grouped(4), [], () => null)).toEqual({ groups: [], lastMinusFirst: null });
  });
});

describe('Rolling alpha', () => {
  test('has one window per month from the first full one, each a separate regression', () => {
    const months = madeMonths({ seed: 9, months: 60, alpha: () => 0.004 });
    const { windows, nonOverlapping, positiveFraction, worst, best } = rolling(months, 3);
    expect(windows).toHaveLength(25);
    expect(nonOverlapping).toBe(1);
    const alone = marketModel(months.slice(10, 46))!;
    expect(windows[10]!.alpha).toBeCloseTo(alone.alpha.annual, 9);
    expect(windows[10]!.end).toBe(iso(months[45]!.end));
    const alphas = windows.map((w) => w.alpha);
    expect(worst!.alpha).toBe(Math.min(...alphas));
    expect(best!.alpha).toBe(Math.max(...alphas));
    expect(positiveFraction!.alpha).toBe(alphas.filter((a) => a > 0).length / 25);
  });

  test('reports compound return above the market', () => {
    const months = monthsOf(
      Array.from({ length: 36 }, (_, k) => ({ own: 0.02, market: k % 2 ? 0.01 : 0.008 })),
    );
    const { windows } = rolling(months, 3);
    expect(windows).toHaveLength(1);
    expect(windows[0]!.excess).toBeCloseTo(100 * (1.02 ** 12 - (1.01 * 1.008) ** 6), 9);
  });

  test('skips windows with a missing month, and has none for a short sample', () => {
    const months = madeMonths({ seed: 2, months: 40, alpha: () => 0 });
    expect(rolling(months.toSpliced(20, 1), 3).windows).toEqual([]);
    expect(rolling(months.slice(0, 30), 3)).toMatchObject({
      positiveFraction: null,
      worst: null,
      best: null,
    });
  });

  test('counts windows as non-overlapping only where they share no month and none is missing', () => {
    const months = madeMonths({ seed: 2, months: 80, alpha: () => 0 });
    expect(rolling(months, 3).nonOverlapping).toBe(2);
    // 79 months, of which 20 lie before the gap and 59 after it.
    expect(rolling(months.toSpliced(20, 1), 3).nonOverlapping).toBe(1);
  });
});

describe('Alpha net of costs', () => {
  const months = madeMonths({ seed: 8, months: 48, alpha: () => 0.005 });

  test('charges turnover times the round-trip cost to the month that begins at the review', () => {
    // Half is traded at the end of each year at a round-trip cost of 0.4 %, so January is charged 0.2 %.
    const changes = [11, 23, 35].map((k) => ({ day: months[k]!.end, oneWay: 0.5 }));
    const { turnover, cost, alpha } = netOfCosts(months, changes, () => 0.004);
    expect(turnover).toBeCloseTo(1.5 / 4, 12);
    expect(cost).toBeCloseTo((100 * 3 * 0.002) / 4, 12);
    const charged = months.map((m, k) =>
      [12, 24, 36].includes(k) ? { ...m, own: 0.998 * (1 + m.own) - 1 } : m,
    );
    expect(alpha!.annual).toBeCloseTo(marketModel(charged)!.alpha.annual, 10);
  });

  test('ignores reviews before the sample or at its end', () => {
    const outside = [addDays(months[0]!.start, -1), months.at(-1)!.end].map((d: Day) => ({
      day: d,
      oneWay: 1,
    }));
    const { turnover, alpha } = netOfCosts(months, outside, () => 0.01);
    expect(turnover).toBe(0);
    expect(alpha!.annual).toBeCloseTo(marketModel(months)!.alpha.annual, 10);
  });
});

describe('The adjustment for multiple testing', () => {
  const months = madeMonths({ seed: 12, months: 120, alpha: () => 0.006 });

  test('grows with the number of trials, and counts the computed variants where fewer are declared', () => {
    const variants = [{ name: 'other', months: madeMonths({ seed: 13, months: 120, alpha: () => 0 }) }];
    const [few, many] = [adjustForTrials(months, variants, 1)!, adjustForTrials(months, variants, 100)!];
    expect([few.trials, many.trials]).toEqual([2, 100]);
    expect(many.deflated).toBeLessThan(few.deflated);
    expect(few.probabilistic).toBe(many.probabilistic);
    expect(few.variants.map((v) => v.name)).toEqual(['as defined', 'other']);
    expect(adjustForTrials(months, [], 1)!.deflated).toBe(adjustForTrials(months, [], 1)!.probabilistic);
  });

  test('starts from the appraisal ratio, alpha over the residual standard deviation', () => {
    const { alpha, residual } = marketModel(months)!;
    // The appraisal ratio divides by n − 1, the market model by n − 2.
    expect(adjustForTrials(months, [], 1)!.appraisal).toBeCloseTo(
      (alpha.annual / residual) * Math.sqrt(119 / 118),
      9,
    );
  });
});

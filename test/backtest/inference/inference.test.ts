import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { overfitting } from '../../../src/backtest/inference/overfitting.ts';
import { holdsZero, resampledDifferences } from '../../../src/backtest/inference/resampled-differences.ts';
import { rotationTest } from '../../../src/backtest/inference/rotation-test.ts';
import { superiorAbility } from '../../../src/backtest/inference/superior-ability.ts';
import { timingVerdict, verdictOn } from '../../../src/backtest/inference/verdict.ts';
import { monthEndsOf, returnsOf } from '../../../src/backtest/statistics/value-path.ts';
import { day } from '../../../src/market/day.ts';
import { normal } from '../../../src/math/random/distributions.ts';
import { randomStream } from '../../../src/math/random/random.ts';
import { stationaryBootstrapVariance } from '../../../src/math/resampling/stationary-bootstrap.ts';
import { describeReference, reference } from '../../reference.ts';

const returns = (seed: string, n: number, mean = 0.01, deviation = 0.05): Float64Array => {
  const stream = randomStream(11).split(seed);
  return Float64Array.from({ length: n }, () => mean + deviation * normal(stream));
};
const zeros = (n: number): Float64Array => new Float64Array(n);

describe('resampled differences', () => {
  const own = returns('own', 120);
  const found = resampledDifferences(
    own,
    [
      { id: 'itself', returns: own },
      { id: 'other', returns: returns('other', 120) },
      { id: 'a percent a month less', returns: own.map((r) => (1 + r) * Math.exp(-0.01) - 1) },
    ],
    zeros(120),
    4000,
    6,
    randomStream(1),
  )!;
  const [itself, other, less] = found.differences;

  test('of a record from itself are 0 with an interval of 0', () => {
    expect(itself!.growth).toEqual({ value: 0, interval: [0, 0], aboveZero: 0 });
    expect(itself!.sharpe!.interval).toEqual([0, 0]);
    expect(verdictOn({ id: 'itself', title: 'Itself' }, found)).toMatch(
      /cannot be distinguished from chance/,
    );
  });

  test('that are the same every month have an interval of that difference', () => {
    expect(less!.growth.value).toBeCloseTo(0.12, 12);
    for (const edge of less!.growth.interval) expect(edge).toBeCloseTo(0.12, 9);
    expect(verdictOn({ id: less!.id, title: 'it' }, found)).toMatch(
      /beats it over this period \(95 % interval \+12.00 to \+12.00/,
    );
  });

  test('of an alternative with a record of its own are from that record', () => {
    const against = Float64Array.from(own, (r) => 1.01 * (1 + r) - 1);
    const [first, second] = resampledDifferences(
      own,
      [
        { id: 'record', returns: own },
        { id: 'other', returns: against, against },
      ],
      zeros(120),
      100,
      6,
      randomStream(1),
    )!.differences;
    expect(second!.growth).toEqual(first!.growth);
    expect(second!.sharpe).toEqual(first!.sharpe);
  });

  test('have the interval of a normal mean, by the bootstrap’s own variance', () => {
    const ahead = Float64Array.from(own, (r, t) => Math.log1p(r) - Math.log1p(returns('other', 120)[t]!));
    const half = 1.96 * Math.sqrt(stationaryBootstrapVariance(ahead, 6) / 120) * 12;
    const [low, high] = other!.growth.interval;
    expect((high - low) / (2 * half)).toBeCloseTo(1, 1);
    expect(holdsZero(other!.growth)).toBe(true);
  });

  test('are not given below 36 months', () => {
    expect(resampledDifferences(own.slice(0, 35), [], zeros(35), 100, 6, randomStream(1))).toBeNull();
    expect(rotationTest(new Uint8Array(35), [own])).toBeNull();
    expect(superiorAbility(zeros(35), [{ id: 'a', returns: own }], 100, 6, randomStream(1))).toBeNull();
    expect(
      overfitting([
        { id: 'a', returns: own.slice(0, 35) },
        { id: 'b', returns: own.slice(0, 35) },
      ]),
    ).toBeNull();
  });
});

describe('the rotation test', () => {
  test('finds labels that hold the better portfolio in every month, and none without labels', () => {
    const labels = Uint8Array.from({ length: 48 }, (_, t) => (t % 7 < 3 ? 1 : 0));
    const good = Float64Array.from(labels, (label) => (label === 1 ? 0.03 : -0.02));
    const bad = Float64Array.from(labels, (label) => (label === 1 ? -0.02 : 0.03));
    const found = rotationTest(labels, [bad, good])!;
    expect(found.atLeastAsHigh).toBeLessThanOrEqual(1 / 48 + 1e-12);
    expect(found.growth).toBeCloseTo(12 * Math.log(1.03), 12);
    expect(timingVerdict(found)).toMatch(/better times than chance/);
    const constant = rotationTest(new Uint8Array(48), [bad, good])!;
    expect(constant.atLeastAsHigh).toBe(1);
    expect(timingVerdict(constant)).toMatch(/no evidence/);
  });

  test('has a uniform p-value where labels and returns have nothing to do with each other', () => {
    const stream = randomStream(2);
    const values = Array.from({ length: 200 }, (_, trial) => {
      const labels = Uint8Array.from({ length: 40 }, () => (stream.uniform() < 0.5 ? 0 : 1));
      return rotationTest(labels, [returns(`a${trial}`, 40), returns(`b${trial}`, 40)])!.atLeastAsHigh;
    });
    const low = values.filter((p) => p <= 0.1).length / values.length;
    // P(p ≤ 0.1) of a rank of 40: four in forty.
    expect(Math.abs(low - 0.1)).toBeLessThan(3 * Math.sqrt((0.1 * 0.9) / 200));
  });
});

describe('reality check and superior predictive ability', () => {
  const benchmark = returns('benchmark', 96);
  const noise = returns('v', 96, 0.006, 0.02);
  const variant = {
    id: 'variant',
    returns: benchmark.map((r, t) => r + noise[t]!),
  };
  const test1 = superiorAbility(benchmark, [variant], 4000, 6, randomStream(9))!;

  test('of one variant are both the p-value of the bootstrap', () => {
    expect(test1.superiorAbility).toBe(test1.realityCheck);
    expect(test1.realityCheck).toBeGreaterThan(0);
    expect(test1.realityCheck).toBeLessThan(0.5);
  });

  test('differ by a poor variant, which moves White’s p-value and not Hansen’s', () => {
    const poor = { id: 'poor', returns: returns('poor', 96, -0.03, 0.12) };
    const both = superiorAbility(benchmark, [variant, poor], 4000, 6, randomStream(9))!;
    expect(both.best).toBe('variant');
    expect(both.superiorAbility).toBe(test1.superiorAbility);
    expect(both.realityCheck).toBeGreaterThan(test1.realityCheck + 0.1);
  });

  test('are 1 where no variant is ahead, and leave out one that is the benchmark', () => {
    const behind = { id: 'behind', returns: benchmark.map((r) => r - 0.01 + 0.001 * (r > 0 ? 1 : -1)) };
    const found = superiorAbility(
      benchmark,
      [behind, { id: 'same', returns: benchmark }],
      1000,
      6,
      randomStream(9),
    )!;
    expect(found.variants).toBe(1);
    expect(found.superiorAbility).toBe(1);
  });
});

describeReference('an independent bootstrap of a real record', () => {
  const { versus } = JSON.parse(readFileSync(reference('cases', 'backtest_dev.json'), 'utf8')) as {
    versus: Record<
      string,
      { logGrowthDifferenceAYear: number; low95: number; high95: number; draws: number }
    >;
  };
  const rows = readFileSync(reference('cases', 'backtest_dev.csv'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  const held = rows.slice(1).filter((row) => row[1] !== '');
  const monthly = (column: string, start?: number): Float64Array => {
    const values = held.map((row) => Number(row[rows[0]!.indexOf(column)]));
    if (start !== undefined) values[0] = start;
    const { at } = monthEndsOf(held.map((row) => day(row[0]!)));
    return returnsOf(at.map((i) => values[i]!));
  };

  test.each([
    ['nifty-50-tri', 'nifty_50_tri'],
    ['nifty-500-tri', 'nifty_500_tri'],
  ])('gives the difference from %s the same interval, to the error of its draws', (id, column) => {
    const other = monthly(column);
    const found = resampledDifferences(
      monthly('nav_base', 1),
      [{ id, returns: other }],
      monthly('liquid'),
      10_000,
      6,
      randomStream(1),
    )!.differences[0]!.growth;
    const expected = versus[id]!;
    expect(found.value).toBeCloseTo(expected.logGrowthDifferenceAYear, 9);
    // A 2.5 % quantile of 10,000 draws of a normal has a standard error of 0.027 deviations; two of them are compared.
    const deviation = (expected.high95 - expected.low95) / 3.92;
    for (const [a, b] of [
      [found.interval[0], expected.low95],
      [found.interval[1], expected.high95],
    ] as const)
      expect(Math.abs(a - b)).toBeLessThan(3 * 0.027 * Math.SQRT2 * deviation);
    expect(holdsZero(found)).toBe(true);
  });
});

test('the probability of overfitting is near one half for noise and 0 for a variant that dominates', () => {
  const noise = Array.from({ length: 12 }, (_, k) => ({ id: `v${k}`, returns: returns(`noise${k}`, 96) }));
  const found = overfitting(noise)!;
  expect(found.splits).toBe(12_870);
  expect(found.probability).toBeGreaterThan(0.1);
  const better = overfitting([...noise, { id: 'better', returns: returns('better', 96, 0.09, 0.02) }])!;
  expect(better.probability).toBe(0);
  expect(better.mostChosen).toEqual({ id: 'better', share: 1 });
});

test('a verdict says that a record wins only where its interval excludes zero', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (value, half) => {
        const growth = { value, interval: [value - half, value + half] as const, aboveZero: 0.5 };
        const text = verdictOn(
          { id: 'x', title: 'x' },
          { months: 60, draws: 1, meanBlock: 6, differences: [{ id: 'x', growth, sharpe: null }] },
        );
        expect(/beats/.test(text)).toBe(growth.interval[0] > 0);
        expect(/falls short/.test(text)).toBe(growth.interval[1] < 0);
      },
    ),
    { numRuns: 200 },
  );
});

import { crossValidateSharpe } from '../../../src/math/resampling/cross-validation.ts';
import {
  stationaryBootstrapSums,
  stationaryBootstrapVariance,
} from '../../../src/math/resampling/stationary-bootstrap.ts';
import { normal } from '../../../src/math/random/distributions.ts';
import { randomStream } from '../../../src/math/random/random.ts';

const noise = (seed: string, n: number): Float64Array => {
  const stream = randomStream(7).split(seed);
  return Float64Array.from({ length: n }, () => normal(stream));
};

describe('the stationary bootstrap', () => {
  test.each([1, 3, 6, 12])(
    'has the variance of Politis and Romano’s closed form for a mean block of %i',
    (meanBlock) => {
      // Autocorrelated, so that the blocks matter.
      const shocks = noise('shocks', 61);
      const x = Float64Array.from({ length: 60 }, (_, i) => shocks[i]! + 0.6 * shocks[i + 1]!);
      const draws = 20_000;
      const sums = stationaryBootstrapSums([x], draws, meanBlock, randomStream(1));
      const mean = sums.reduce((a, s) => a + s, 0) / draws;
      const variance = sums.reduce((a, s) => a + (s - mean) ** 2, 0) / (draws - 1) / x.length;
      const expected = stationaryBootstrapVariance(x, meanBlock);
      // The standard error of a variance of normal sums is √(2/draws) of it.
      expect(Math.abs(variance / expected - 1)).toBeLessThan(4 * Math.sqrt(2 / draws));
      const own = x.reduce((a, v) => a + v, 0);
      expect(Math.abs(mean - own)).toBeLessThan(4 * Math.sqrt((expected * x.length) / draws));
    },
  );

  test('draws every column by the same blocks, and the same numbers from the same seed', () => {
    const x = noise('x', 50);
    const twice = x.map((v) => 2 * v + 1);
    const sums = stationaryBootstrapSums([x, twice], 200, 6, randomStream(3));
    for (let d = 0; d < 200; d++) expect(sums[2 * d + 1]).toBeCloseTo(2 * sums[2 * d]! + 50, 9);
    expect(stationaryBootstrapSums([x, twice], 200, 6, randomStream(3))).toEqual(sums);
  });
});

describe('combinatorially symmetric cross-validation', () => {
  test('tries every way to take half of the groups', () => {
    const { logits } = crossValidateSharpe([noise('a', 40), noise('b', 40)], 8);
    expect(logits).toHaveLength(70);
  });

  test('finds overfitting in half of the splits where nothing has skill', () => {
    const rate = (trial: number): number => {
      const columns = Array.from({ length: 10 }, (_, c) => noise(`${trial}-${c}`, 120));
      const { logits } = crossValidateSharpe(columns, 10);
      return logits.filter((l) => l <= 0).length / logits.length;
    };
    const rates = Array.from({ length: 60 }, (_, trial) => rate(trial));
    const mean = rates.reduce((a, r) => a + r, 0) / rates.length;
    const error = Math.sqrt(rates.reduce((a, r) => a + (r - mean) ** 2, 0) / 59 / 60);
    expect(Math.abs(mean - 0.5)).toBeLessThan(3 * error);
  });

  test('finds none where one column dominates', () => {
    const columns = Array.from({ length: 8 }, (_, c) => noise(`d${c}`, 96).map((v) => v + (c === 3 ? 3 : 0)));
    const { logits, chosen } = crossValidateSharpe(columns, 8);
    expect(logits.every((l) => l > 0)).toBe(true);
    expect(new Set(chosen)).toEqual(new Set([3]));
  });
});

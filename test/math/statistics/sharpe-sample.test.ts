import fc from 'fast-check';
import { probabilisticSharpe } from '../../../src/math/statistics/deflated-sharpe.ts';
import { meanEstimate } from '../../../src/math/statistics/mean-estimate.ts';
import { sharpeSample } from '../../../src/math/statistics/sharpe-sample.ts';
import { deflatedSharpe } from '../../../src/validation/multiple-testing.ts';

const returns = fc.array(fc.double({ min: -0.2, max: 0.2, noNaN: true }), { minLength: 4, maxLength: 60 });

describe('a Sharpe ratio', () => {
  test('is not formed from an index against itself, however its excess returns are rounded', () => {
    fc.assert(
      fc.property(returns, fc.double({ min: 0.5, max: 2, noNaN: true }), (own, beta) => {
        // The same numbers by two ways of computing: what is left is rounding.
        const excess = own.map((r) => (r * beta) / beta - r + ((1 + r) / 1 - 1 - r));
        expect(sharpeSample(excess)).toBeNull();
        expect(deflatedSharpe(excess, 20, 12)).toBeNull();
      }),
    );
  });

  test('is not formed from a constant return, such as a fixed monthly interest', () => {
    for (const r of [0.005, 0.1 / 3, 1 / 7]) {
      const accrued = Array.from({ length: 24 }, (_, k) => (1 + r) ** (k + 1) / (1 + r) ** k - 1);
      expect(sharpeSample(accrued)).toBeNull();
    }
  });

  test('is formed from returns that vary by a hundredth of a basis point', () => {
    expect(sharpeSample([1e-6, 2e-6, 3e-6, 1e-6])!.sharpe).toBeCloseTo(1.828, 3);
  });

  test('without sampling error is certain, not undefined', () => {
    const sample = { sharpe: 2, observations: 10, skewness: 3, kurtosis: 6 };
    expect(probabilisticSharpe(sample, 0)).toBe(1);
    expect(probabilisticSharpe(sample, 2)).toBe(0.5);
    expect(probabilisticSharpe(sample, 3)).toBe(0);
  });
});

test('an alpha that is rounding is 0 with t 0, not a small positive one', () => {
  expect(meanEstimate(60, 3e-15, 1e-16)).toEqual({ n: 60, annual: 0, t: 0, interval: [0, 0] });
});

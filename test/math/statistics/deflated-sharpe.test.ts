import fc from 'fast-check';
import { expectedBestSharpe, probabilisticSharpe } from '../../../src/math/statistics/deflated-sharpe.ts';
import { normalCdf } from '../../../src/math/random/normal-cdf.ts';
import { normalQuantile } from '../../../src/math/random/normal-quantile.ts';

describe('the normal distribution function', () => {
  // Abramowitz and Stegun, table 26.1, and R's pnorm for the tails.
  test.each([
    [0, 0.5],
    [1, 0.841344746068543],
    [1.96, 0.97500210485178],
    [-3, 0.00134989803163009],
    [-8, 6.22096057427178e-16],
    [-20, 2.75362411860623e-89],
  ])('of %d is %d', (x, p) => expect(normalCdf(x) / p).toBeCloseTo(1, 7));

  test('inverts the quantile', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }), (p) => {
        expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 12);
      }),
    );
  });
});

describe('the deflated Sharpe ratio', () => {
  // The example of Bailey and López de Prado (2014): annualised Sharpe 2.5 over 1,250 days, 100 trials whose
  // annualised ratios vary by 1/2, skewness −3, kurtosis 10; 250 days a year.
  const daily = 2.5 / Math.sqrt(250);
  const spread = Math.sqrt(0.5 / 250);
  const sample = { sharpe: daily, observations: 1250, skewness: -3, kurtosis: 10 };

  test('has the paper’s expected best of 100 trials, 0.1132 a day', () => {
    expect(expectedBestSharpe(100, spread)).toBeCloseTo(0.1132, 4);
  });

  test('is the paper’s 0.9004', () => {
    expect(probabilisticSharpe(sample, expectedBestSharpe(100, spread))).toBeCloseTo(0.9004, 4);
  });

  test('is the paper’s 0.9505 for 46 trials, and for 88 with normal returns', () => {
    expect(probabilisticSharpe(sample, expectedBestSharpe(46, spread))).toBeCloseTo(0.9505, 3);
    const normal = { ...sample, skewness: 0, kurtosis: 3 };
    expect(probabilisticSharpe(normal, expectedBestSharpe(88, spread))).toBeCloseTo(0.9505, 3);
  });

  test('has an expected best of 0 for a single trial', () => expect(expectedBestSharpe(1, spread)).toBe(0));
});

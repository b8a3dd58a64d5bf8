import fc from 'fast-check';
import { combination, hacRegression, neweyWestLags } from '../../../src/math/regression/hac-regression.ts';
import { EMPLOYED, GNP, UNEMPLOYED } from './longley.fixture.ts';

const longley = hacRegression(
  EMPLOYED,
  Float64Array.from(GNP.flatMap((gnp, t) => [1, gnp, UNEMPLOYED[t]!])),
  3,
  2,
)!;

test('gives R’s variance of the intercept of Longley’s Employed ~ GNP + Unemployed, lag 2, times 16/13', () => {
  // sandwich: NeweyWest(lm(Employed ~ GNP + Unemployed), lag = 2, prewhite = FALSE), without `adjust`.
  expect(longley.covariance[0]! / (16 / 13)).toBeCloseTo(0.273446547125327, 10);
});

test('has residuals orthogonal to every column', () => {
  for (const column of [GNP.map(() => 1), GNP, UNEMPLOYED])
    expect(column.reduce((sum, x, t) => sum + x * longley.residuals[t]!, 0)).toBeCloseTo(0, 7);
});

test('without lags gives White’s covariance, computed by hand for a mean', () => {
  // y = 1, 2, 4, 5: mean 3, squares 4 + 1 + 1 + 4 = 10; 10/4² × 4/3.
  const fit = hacRegression([1, 2, 4, 5], new Float64Array(4).fill(1), 1, 0)!;
  expect(fit.coefficients[0]).toBeCloseTo(3, 12);
  expect(fit.covariance[0]).toBeCloseTo((10 / 16) * (4 / 3), 12);
  // One lag: products of neighbours 2 − 1 + 2 = 3, twice, at half weight.
  const lagged = hacRegression([1, 2, 4, 5], new Float64Array(4).fill(1), 1, 1)!;
  expect(lagged.covariance[0]).toBeCloseTo((13 / 16) * (4 / 3), 12);
});

test('returns null for collinear columns, or as many columns as rows', () => {
  const rows = Float64Array.from([1, 2, 2, 4, 3, 6, 5, 10]);
  expect(hacRegression([1, 2, 3, 4], rows, 2, 1)).toBeNull();
  expect(hacRegression([1, 2], Float64Array.of(1, 0, 0, 1), 2, 0)).toBeNull();
});

test('standard errors scale with the data, and a linear combination of coefficients is consistent', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.integer({ min: -9, max: 9 })), {
        minLength: 8,
        maxLength: 40,
      }),
      fc.double({ min: 0.1, max: 10, noNaN: true }),
      (pairs, times) => {
        const x = Float64Array.from(pairs.flatMap(([, v], t) => [1, v + t / 7]));
        const once = hacRegression(
          pairs.map(([y]) => y),
          x,
          2,
          3,
        )!;
        const scaled = hacRegression(
          pairs.map(([y]) => times * y),
          x,
          2,
          3,
        )!;
        const [a, b] = [combination(once, [1, -2]), combination(scaled, [1, -2])];
        expect(b.value).toBeCloseTo(times * a.value, 8);
        expect(b.error).toBeCloseTo(times * a.error, 8);
        expect(a.value).toBeCloseTo(once.coefficients[0]! - 2 * once.coefficients[1]!, 12);
      },
    ),
  );
});

test('lags follow Newey and West’s rule of 1994', () => {
  expect([24, 60, 100, 200, 400].map(neweyWestLags)).toEqual([2, 3, 4, 4, 5]);
});

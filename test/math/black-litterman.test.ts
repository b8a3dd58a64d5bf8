import fc from 'fast-check';
import { blackLitterman } from '../../src/math/black-litterman.ts';
import { cholesky } from '../../src/math/linear-algebra/cholesky.ts';
import { solveCholesky } from '../../src/math/linear-algebra/cholesky-solve.ts';

// He and Litterman (1999), tables 1 and 2: Australia, Canada, France, Germany, Japan, UK, USA.
const CORRELATION = [
  [1, 0.488, 0.478, 0.515, 0.439, 0.512, 0.491],
  [0.488, 1, 0.664, 0.655, 0.31, 0.608, 0.779],
  [0.478, 0.664, 1, 0.861, 0.355, 0.783, 0.668],
  [0.515, 0.655, 0.861, 1, 0.354, 0.777, 0.653],
  [0.439, 0.31, 0.355, 0.354, 1, 0.405, 0.306],
  [0.512, 0.608, 0.783, 0.777, 0.405, 1, 0.652],
  [0.491, 0.779, 0.668, 0.653, 0.306, 0.652, 1],
];
const VOLATILITY = [0.16, 0.203, 0.248, 0.271, 0.21, 0.2, 0.187];
const MARKET = [0.016, 0.022, 0.052, 0.055, 0.116, 0.124, 0.615];
const AVERSION = 2.5;
const TAU = 0.05;
const n = 7;

const covariance = Float64Array.from(
  CORRELATION.flatMap((row, i) => row.map((c, j) => c * VOLATILITY[i]! * VOLATILITY[j]!)),
);
const times = (m: Float64Array, x: ArrayLike<number>): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => Array.from(x).reduce((sum, v, j) => sum + m[i * n + j]! * v, 0));
const equilibrium = times(covariance, MARKET).map((v) => AVERSION * v);

// Germany against France and the UK by market weight; Canada against the USA.
const GERMANY = [0, 0, -0.052 / 0.176, 1, 0, -0.124 / 0.176, 0];
const CANADA = [0, 1, 0, 0, 0, 0, -1];
const views = (picks: readonly (readonly number[])[], returns: readonly number[], confidence = 0.5) => ({
  picks: Float64Array.from(picks.flat()),
  returns: Float64Array.from(returns),
  confidence: new Float64Array(picks.length).fill(confidence),
});

const rounded = (x: Float64Array): number[] => Array.from(x, (v) => Math.round(1000 * v) / 10);

describe('He and Litterman’s example', () => {
  test('has their equilibrium returns', () => {
    expect(rounded(equilibrium)).toEqual([3.9, 6.9, 8.4, 9, 4.3, 6.8, 7.6]);
  });

  test.each([
    ['one view', [GERMANY], [0.05], [4.3, 7.6, 9.3, 11, 4.5, 7, 8.1], [1.5, 2.1, -4, 35.4, 11, -9.5, 58.6]],
    [
      'two views',
      [GERMANY, CANADA],
      [0.05, 0.03],
      [4.4, 8.7, 9.5, 11.2, 4.6, 7, 7.5],
      [1.5, 41.9, -3.4, 33.6, 11, -8.2, 18.8],
    ],
    [
      'a bolder second view',
      [GERMANY, CANADA],
      [0.05, 0.04],
      [4.4, 9.1, 9.5, 11.3, 4.6, 7, 7.3],
      [1.5, 53.3, -3.3, 33.1, 11, -7.8, 7.3],
    ],
  ])('with %s has their expected returns and optimal weights', (_, picks, returns, expected, weights) => {
    const posterior = blackLitterman(equilibrium, covariance, TAU, views(picks, returns))!;
    expect(rounded(posterior.expected)).toEqual(expected);
    const l = cholesky(posterior.covariance, n)!;
    expect(rounded(solveCholesky(l, n, posterior.expected).map((v) => v / AVERSION))).toEqual(weights);
  });
});

describe('a view', () => {
  const picked = (pick: readonly number[], x: Float64Array): number =>
    pick.reduce((sum, p, i) => sum + p * x[i]!, 0);

  test('held with certainty is fulfilled, and half trusted lies half way', () => {
    for (const [confidence, share] of [
      [1, 1],
      [0.5, 0.5],
      [0.25, 0.25],
    ] as const) {
      const { expected } = blackLitterman(
        equilibrium,
        covariance,
        TAU,
        views([GERMANY], [0.05], confidence),
      )!;
      const before = picked(GERMANY, equilibrium);
      expect(picked(GERMANY, expected)).toBeCloseTo(before + share * (0.05 - before), 12);
    }
  });

  test('that says what the equilibrium says changes no expected return', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: n, maxLength: n }),
        (pick) => {
          fc.pre(pick.some((p) => Math.abs(p) > 0.01));
          const { expected } = blackLitterman(
            equilibrium,
            covariance,
            TAU,
            views([pick], [picked(pick, equilibrium)]),
          )!;
          expected.forEach((v, i) => expect(v).toBeCloseTo(equilibrium[i]!, 12));
        },
      ),
    );
  });

  test('that contradicts another, both certain, has no posterior', () => {
    expect(blackLitterman(equilibrium, covariance, TAU, views([CANADA, CANADA], [0.01, 0.02], 1))).toBeNull();
  });
});

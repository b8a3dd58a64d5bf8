import fc from 'fast-check';
import { addToPairs, pairSums } from '../../../src/math/regression/newey-west-matrix.ts';
import { addToVariances, seriesVariances, varianceOf } from '../../../src/math/regression/newey-west.ts';
import { symmetricEigen } from '../../../src/math/linear-algebra/symmetric-eigen.ts';
import { solveDense } from '../../risk/regression/dense-solve.fixture.ts';
import { EMPLOYED, GNP, UNEMPLOYED } from './longley.fixture.ts';

/** Γ_l sums by their definition: over the whole sample at once. */
function byDefinition(rows: readonly Float64Array[], i: number, j: number, halfLife: number, lags: number) {
  const keep = 0.5 ** (1 / halfLife);
  const value = (t: number, k: number) =>
    (Number.isNaN(rows[t]![k]!) ? 0 : rows[t]![k]!) * keep ** ((rows.length - 1 - t) / 2);
  let sum = 0;
  for (let l = 0; l <= lags; l++) {
    for (let t = l; t < rows.length; t++) {
      const products = value(t, i) * value(t - l, j) + value(t - l, i) * value(t, j);
      sum += (l === 0 ? 0.5 : 1 - l / (lags + 1)) * products;
    }
  }
  return sum;
}

const tables = fc
  .tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 1, max: 30 }))
  .chain(([series, days]) =>
    fc.array(
      fc
        .array(
          fc.oneof({ weight: 9, arbitrary: fc.double({ min: -1, max: 1, noNaN: true }) }, fc.constant(NaN)),
          {
            minLength: series,
            maxLength: series,
          },
        )
        .map((row) => Float64Array.from(row)),
      { minLength: days, maxLength: days },
    ),
  );

describe('Newey–West by recursion', () => {
  test('gives var(Intercept) = 0.273446547125327 for Longley’s Employed ~ GNP + Unemployed, lag 2 (R sandwich)', () => {
    const x = GNP.map((gnp, t) => [1, gnp, UNEMPLOYED[t]!]);
    const cross = new Float64Array(9);
    const right = new Float64Array(3);
    x.forEach((row, t) =>
      row.forEach((a, i) => {
        right[i]! += a * EMPLOYED[t]!;
        row.forEach((b, j) => (cross[i * 3 + j]! += a * b));
      }),
    );
    const beta = solveDense(cross, right);
    const sums = pairSums(3, Infinity, 2);
    x.forEach((row, t) => {
      const e = EMPLOYED[t]! - row.reduce((sum, a, i) => sum + a * beta[i]!, 0);
      addToPairs(
        sums,
        Float64Array.from(row, (a) => a * e),
      );
    });
    const bread = solveDense(cross, Float64Array.of(1, 0, 0));
    let variance = 0;
    for (let i = 0; i < 3; i++)
      for (let j = 0; j < 3; j++)
        variance += bread[i]! * sums.sums[Math.min(i, j) * 3 + Math.max(i, j)]! * bread[j]!;
    expect(variance).toBeCloseTo(0.273446547125327, 11);
  });

  test('equals the sum by its definition, for any half-life, lags and missing values', () => {
    fc.assert(
      fc.property(
        tables,
        fc.constantFrom(3, 84, Infinity),
        fc.integer({ min: 0, max: 5 }),
        (rows, halfLife, lags) => {
          const n = rows[0]!.length;
          const pairs = pairSums(n, halfLife, lags);
          const single = seriesVariances(n, halfLife, lags);
          for (const row of rows) {
            addToPairs(pairs, row);
            addToVariances(single, row);
          }
          for (let i = 0; i < n; i++) {
            expect(single.sums[i]).toBeCloseTo(byDefinition(rows, i, i, halfLife, lags), 10);
            for (let j = i; j < n; j++)
              expect(pairs.sums[i * n + j]).toBeCloseTo(byDefinition(rows, i, j, halfLife, lags), 10);
          }
        },
      ),
    );
  });

  test('is positive semi-definite after every day, with and without missing values', () => {
    fc.assert(
      fc.property(tables, fc.constantFrom(2, 84), fc.integer({ min: 0, max: 5 }), (rows, halfLife, lags) => {
        const n = rows[0]!.length;
        const pairs = pairSums(n, halfLife, lags);
        for (const row of rows) {
          addToPairs(pairs, row);
          const whole = pairs.sums.map((_, at) => {
            const [i, j] = [Math.floor(at / n), at % n];
            return pairs.sums[Math.min(i, j) * n + Math.max(i, j)]!;
          });
          expect(symmetricEigen(whole, n).values[0]).toBeGreaterThan(-1e-12);
        }
      }),
    );
  });

  test('leaves a variance unchanged on days without a value', () => {
    const state = seriesVariances(1, 84, 5);
    for (let t = 0; t < 50; t++) addToVariances(state, Float64Array.of(Math.sin(t * t)));
    const before = varianceOf(state, 0);
    for (let t = 0; t < 300; t++) addToVariances(state, Float64Array.of(NaN));
    expect(varianceOf(state, 0)).toBeCloseTo(before, 12);
    expect(state.counts[0]).toBe(50);
    expect(varianceOf(seriesVariances(1, 84, 5), 0)).toBeNaN();
  });
});

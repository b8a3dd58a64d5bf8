import fc from 'fast-check';
import { leastEigenvalue, shrinkToIndex } from '../../../src/math/statistics/correlation-shrinkage.ts';
import { symmetricEigen } from '../../../src/math/linear-algebra/symmetric-eigen.ts';

/** Correlations of n series over `days` draws: positive semi-definite, and singular where the days are fewer. */
function correlationsOf(draws: readonly number[], n: number): Float64Array {
  const days = Math.floor(draws.length / n);
  const sums = new Float64Array(n * n);
  for (let t = 0; t < days; t++)
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) sums[i * n + j]! += draws[t * n + i]! * draws[t * n + j]!;
  return sums.map((s, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    return i === j ? 1 : s / Math.sqrt(sums[i * (n + 1)]! * sums[j * (n + 1)]!);
  });
}

describe('shrinkage of correlations to a single-index target', () => {
  test('leaves no eigenvalue below the analytic bound', () => {
    const n = 5;
    const draw = fc.double({ min: 0.01, max: 1, noNaN: true }).chain((x) => fc.constantFrom(x, -x));
    fc.assert(
      fc.property(
        fc.array(draw, { minLength: 2 * n, maxLength: 12 * n }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (draws, intensity) => {
          const matrix = correlationsOf(draws, n);
          shrinkToIndex(matrix, n, intensity);
          const least = Math.min(...symmetricEigen(matrix, n).values);
          expect(leastEigenvalue(matrix, n, intensity)).toBeLessThanOrEqual(least + 1e-12);
        },
      ),
    );
  });

  test('attains the bound for the identity at full intensity', () => {
    const identity = Float64Array.from({ length: 9 }, (_, at) => (at % 4 === 0 ? 1 : 0));
    expect(leastEigenvalue(identity, 3, 1)).toBe(1);
    expect(leastEigenvalue(identity, 3, 0)).toBe(0);
  });
});

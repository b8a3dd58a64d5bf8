import fc from 'fast-check';
import { capWeights } from '../../../src/math/cap-weights.ts';
import { normalisedScore, zScores } from '../../../src/math/statistics/z-scores.ts';

const list = (x: Iterable<number>): number[] => Array.from(x);
const expectClose = (got: Iterable<number>, wanted: readonly number[], digits: number): void => {
  expect(list(got).map((x) => Number(x.toFixed(digits)))).toEqual(
    wanted.map((x) => Number(x.toFixed(digits))),
  );
};

test('a Z-score enters a weight as at MSCI and NSE: 1 + Z above the average, 1/(1 − Z) below', () => {
  // MSCI Momentum Indexes Methodology (September 2014), section 2.2.2; NSE's Nifty200 Momentum 30.
  expectClose([-3, -1, -0.5, 0, 0.5, 1, 3].map(normalisedScore), [0.25, 0.5, 2 / 3, 1, 1.5, 2, 4], 12);
});

test('momentum scores of three stocks by NSE’s formula equal a calculation by hand', () => {
  const sigma = [0.2, 0.25, 0.4];
  const [m13, m7, m1] = [
    [100, 100, 100],
    [110, 95, 130],
    [132, 90, 143],
  ] as const;
  const ratio = (before: readonly number[]) =>
    Float64Array.from(sigma, (s, i) => (m1[i]! / before[i]! - 1) / s);
  expectClose(ratio(m13), [1.6, -0.4, 1.075], 12);
  const [z12, z6] = [zScores(ratio(m13), 3), zScores(ratio(m7), 3)];
  expectClose(
    z12.map((z, i) => normalisedScore(0.5 * z + 0.5 * z6[i]!)),
    [2.1520326743092237, 0.4459630270900439, 1.0903056794442394],
    9,
  );
});

test('weight above a cap goes to the others pro rata, as in ffn’s limit_weights', () => {
  // pmorissette/ffn, tests/test_core.py, test_limit_weights (MIT), with the exact figures in place of its rounded ones.
  const capped = capWeights(Float64Array.of(0.29, 0.1, 0.06, 0.05, 0.5), new Float64Array(5).fill(0.3));
  expectClose(
    capped.kind === 'capped' ? capped.weights : [],
    [0.3, 0.4 / 2.1, 0.24 / 2.1, 0.2 / 2.1, 0.3],
    12,
  );
});

test('caps that sum to less than 1 are infeasible, and their sum is reported', () => {
  const caps = [900, 400, 60, 30, 10];
  const limits = Float64Array.from(caps, (c) => Math.min(0.3, (5 * c) / 1400));
  expectClose(limits, [0.3, 0.3, 0.2142857142857143, 0.10714285714285715, 0.03571428571428571], 12);
  const raw = Float64Array.from([2, 1.5, 3, 0.8, 2.5], (score, i) => score * caps[i]!);
  const outcome = capWeights(raw, limits);
  expect(outcome.kind).toBe('infeasible');
  expect(outcome.kind === 'infeasible' && outcome.capacity).toBeCloseTo(0.9571428571428572, 12);
});

test('capped weights sum to 1, respect their caps, and are proportional where no cap binds', () => {
  const name = fc.record({
    raw: fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
    limit: fc.double({ min: 0.001, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 60 }), (names) => {
      const raw = Float64Array.from(names, (n) => n.raw);
      const limits = Float64Array.from(names, (n) => n.limit);
      const outcome = capWeights(raw, limits);
      if (outcome.kind === 'infeasible') {
        expect(limits.reduce((a, b) => a + b, 0)).toBeLessThan(1);
        return;
      }
      const { weights } = outcome;
      expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
      const free = names.flatMap((_, i) => (weights[i]! < limits[i]! - 1e-9 ? [weights[i]! / raw[i]!] : []));
      const largest = Math.max(...free);
      weights.forEach((w, i) => {
        expect(w).toBeLessThanOrEqual(limits[i]! + 1e-9);
        // A stock at its cap would otherwise have at least as much by proportion: no stock is capped needlessly.
        if (free.length > 0 && w >= limits[i]! - 1e-9)
          expect(w / raw[i]!).toBeLessThanOrEqual(largest * (1 + 1e-6));
      });
      for (const ratio of free) expect(ratio / largest).toBeCloseTo(1, 6);
    }),
  );
});

test('Z-scores use the standard deviation over n, are winsorised, and are 0 without variation', () => {
  expectClose(zScores(Float64Array.of(1, 2, 3), 3), [-Math.sqrt(1.5), 0, Math.sqrt(1.5)], 12);
  expect(
    Math.max(
      ...zScores(
        Float64Array.from({ length: 100 }, (_, i) => (i === 0 ? 1e9 : i)),
        3,
      ),
    ),
  ).toBe(3);
  expect(list(zScores(new Float64Array(3).fill(0.1), 3))).toEqual([0, 0, 0]);
});

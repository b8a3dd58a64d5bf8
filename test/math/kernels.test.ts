import fc from 'fast-check';
import { clip } from '../../src/math/clip.ts';
import { midRank, midRankIn } from '../../src/math/statistics/mid-rank.ts';
import { fitLine } from '../../src/math/regression/ols.ts';
import { rollingMean } from '../../src/math/windows/rolling-mean.ts';

describe('the mid-rank percentile', () => {
  // scipy.stats.percentileofscore(a, x, kind="mean"), from its own tests; x stands in the sample, so one x is
  // taken out of the values and given as today's.
  test.each([
    { others: [1, 2, 3, 5, 6, 7, 8, 9, 10], x: 4, expected: 0.35 },
    { others: [1, 2, 3, 4, 5, 6, 7, 8, 9], x: 4, expected: 0.4 },
    { others: [1, 2, 3, 4, 4, 5, 6, 7, 8], x: 4, expected: 0.45 },
    { others: [20, 30, 50, 60, 70, 80, 90, 100, 110], x: 10, expected: 0.05 },
    { others: [10, 20, 30, 50, 60, 70, 80, 90, 100], x: 110, expected: 0.95 },
  ])('of $x among $others is $expected, as in scipy', ({ others, x, expected }) => {
    expect(midRank(Float64Array.from(others), others.length, x).percentile).toBeCloseTo(expected, 15);
  });

  test('uses only the given number of values and skips missing ones', () => {
    const values = Float64Array.from([1, NaN, 3, 100, 100]);
    expect(midRank(values, 3, 2)).toEqual({ percentile: 0.5, n: 3 });
  });

  test('of a value and of its negative among the negated values sum to one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 50 }),
        fc.integer({ min: -9, max: 9 }),
        (xs, x) => {
          const up = midRank(Float64Array.from(xs), xs.length, x).percentile;
          const down = midRank(
            Float64Array.from(xs, (v) => -v),
            xs.length,
            -x,
          ).percentile;
          expect(up + down).toBeCloseTo(1, 12);
        },
      ),
    );
  });
});

test('ranks of many figures in the same values are those of one figure, to the last bit', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constant(NaN)), { maxLength: 30 }),
      fc.array(
        fc.tuple(fc.nat(30), fc.oneof(fc.double({ min: -6, max: 6 }), fc.integer({ min: -5, max: 5 }))),
      ),
      (xs, asked) => {
        const values = Float64Array.from(xs);
        const rank = midRankIn(values);
        for (const [count, x] of asked.flatMap((a) => [a, a, a, a])) {
          const n = Math.min(count, xs.length);
          expect(rank(n, x)).toEqual(midRank(values, n, x));
        }
      },
    ),
  );
});

describe('the rolling mean', () => {
  test('is the mean of each full window and NaN before the first', () => {
    expect([...rollingMean([1, 2, 3, 4, 8], 3)]).toEqual([NaN, NaN, 2, 3, 5]);
  });

  test('uses the values present if enough of the window is present', () => {
    expect([...rollingMean([NaN, 2, NaN, 4, NaN, NaN], 3, 2)]).toEqual([NaN, NaN, NaN, 3, NaN, NaN]);
  });

  test('agrees with summing each window separately', () => {
    const number = fc.oneof(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.constant(NaN));
    fc.assert(
      fc.property(fc.array(number, { maxLength: 80 }), fc.integer({ min: 1, max: 9 }), (xs, width) => {
        rollingMean(xs, width, 1).forEach((mean, i) => {
          const window = xs.slice(Math.max(0, i - width + 1), i + 1).filter((x) => !Number.isNaN(x));
          if (window.length === 0) expect(mean).toBeNaN();
          else expect(mean).toBeCloseTo(window.reduce((a, b) => a + b, 0) / window.length, 6);
        });
      }),
    );
  });

  test('keeps the precision that a plain running sum would lose after a spike', () => {
    // 1e16 swallows units: a plain running sum would give 0 for the last windows.
    expect(rollingMean([1e16, 1, 1, 1, 1], 2).at(-1)).toBe(1);
  });
});

describe('the least-squares line', () => {
  test("has R's slope and t for the women data set (heights 58–72 in steps of 1, weights in lb)", () => {
    const weights = [115, 117, 120, 123, 126, 129, 132, 135, 139, 142, 146, 150, 154, 159, 164];
    const line = fitLine(weights);
    // summary(lm(weight ~ height, women)): slope 3.45, intercept −87.51667 at height 0, t 37.855 on 13 df.
    expect(line.slope).toBeCloseTo(3.45, 12);
    expect(line.intercept).toBeCloseTo(-87.51667 + 58 * 3.45, 4);
    expect(line.t).toBeCloseTo(37.855, 2);
  });

  test('has t = 0 if it is flat and refuses two points', () => {
    expect(fitLine([5, 5, 5]).t).toBe(0);
    expect(() => fitLine([1, 2])).toThrow('needs at least 3 observations, got 2');
  });

  test('of negated values has the opposite slope and t', () => {
    const ys = fc.array(fc.double({ min: 1, max: 2, noNaN: true }), { minLength: 3, maxLength: 20 });
    fc.assert(
      fc.property(ys, (y) => {
        const [a, b] = [fitLine(y), fitLine(y.map((v) => -v))];
        expect(b.slope).toBeCloseTo(-a.slope, 12);
        if (Number.isFinite(a.t) && Math.abs(a.t) < 1e6) expect(b.t).toBeCloseTo(-a.t, 6);
      }),
    );
  });
});

test('clipping limits a number to its bounds and leaves it unchanged between them', () => {
  expect([clip(-3, -1, 1), clip(0.4, -1, 1), clip(7, -1, 1)]).toEqual([-1, 0.4, 1]);
});

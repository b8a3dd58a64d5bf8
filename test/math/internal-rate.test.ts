import fc from 'fast-check';
import { internalRate } from '../../src/math/internal-rate.ts';
import { drawdownPath, drawdownSpans, maximumDrawdown } from '../../src/math/drawdowns.ts';
import { quantileSeven } from '../../src/math/statistics/quantile-seven.ts';

describe('the internal rate of return', () => {
  test('is the rate at which flows made from it have a present value of 0', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -0.9, max: 3, noNaN: true }),
        fc.array(
          fc.tuple(fc.double({ min: 1, max: 1e6, noNaN: true }), fc.double({ min: 0, max: 9, noNaN: true })),
          {
            minLength: 1,
            maxLength: 12,
          },
        ),
        (rate, paid) => {
          const end = 10;
          const worth = paid.reduce((sum, [amount, t]) => sum + amount * (1 + rate) ** (end - t), 0);
          const found = internalRate([...paid.map(([a]) => -a), worth], [...paid.map(([, t]) => t), end]);
          expect(found.kind).toBe('one');
          if (found.kind === 'one') expect(found.rate).toBeCloseTo(rate, 8);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('is reported as several where there are several, and as none where there is none', () => {
    // −100, 230, −132 a year apart is 0 at 10 % and at 20 %.
    const both = internalRate([-100, 230, -132], [0, 1, 2]);
    expect(both.kind).toBe('several');
    if (both.kind === 'several') {
      expect(both.rates[0]).toBeCloseTo(0.1, 12);
      expect(both.rates[1]).toBeCloseTo(0.2, 12);
    }
    expect(internalRate([-100, 230, -140], [0, 1, 2])).toEqual({ kind: 'none' });
    expect(internalRate([-100, -10], [0, 1])).toEqual({ kind: 'none' });
    expect(internalRate([-100, 100], [1, 1])).toEqual({ kind: 'none' });
  });
});

describe('drawdowns', () => {
  test('begin at the first value below a peak and end at the first at or above it', () => {
    const values = [1, 1.2, 1.1, 0.9, 1.2, 1.3, 1, 1.1];
    expect(drawdownSpans(values)).toEqual([
      { peak: 1, from: 2, trough: 3, to: 4, depth: 0.9 / 1.2 - 1 },
      { peak: 5, from: 6, trough: 6, to: null, depth: 1 / 1.3 - 1 },
    ]);
  });

  test('have the depth that the path of falls has', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.1, max: 10, noNaN: true }), { minLength: 1, maxLength: 40 }),
        (values) => {
          const deepest = Math.min(...drawdownPath(values));
          expect(maximumDrawdown(values)).toBe(deepest);
          expect(drawdownSpans(values).reduce((least, s) => Math.min(least, s.depth), 0)).toBe(deepest);
        },
      ),
      { numRuns: 100 },
    );
  });
});

test('the quantile of type 7 is that of R and numpy', () => {
  // numpy.quantile([1, 2, 4, 8], [0, .05, .5, .9, 1])
  expect([0, 0.05, 0.5, 0.9, 1].map((p) => quantileSeven([1, 2, 4, 8], p))).toEqual([
    1, 1.15, 3, 6.800000000000001, 8,
  ]);
});

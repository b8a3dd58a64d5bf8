import fc from 'fast-check';
import {
  newDecayedRegression,
  pushObservation,
  readRegression,
} from '../../../src/math/regression/decayed-regression.ts';
import { groupedLine } from '../../../src/math/regression/grouped-line.ts';
import { medianOf, nthSmallest } from '../../../src/math/statistics/nth-smallest.ts';
import { newRing, pushRow } from '../../../src/math/windows/ring.ts';
import { newExtremePlaces, ringExtremes } from '../../../src/math/windows/ring-extremes.ts';
import { newSliding, slide } from '../../../src/math/windows/sliding-window.ts';
import { clippedScale, weightedScale } from '../../../src/math/statistics/weighted-scale.ts';
import { winsorBounds } from '../../../src/math/statistics/winsor-bounds.ts';
import '../../property-seed.ts';

const value = fc.double({ min: -1e3, max: 1e3, noNaN: true });

describe('a sliding window', () => {
  test('has the sum and the maximum of its last values at every step', () => {
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 9 }),
        (xs, length) => {
          const sums = newSliding('sum', length, 1);
          const greatest = newSliding('greatest', length, 1);
          const out = new Float64Array(1);
          for (const [t, x] of xs.entries()) {
            const recent = xs.slice(Math.max(0, t + 1 - length), t + 1);
            slide(sums, Float64Array.of(x), out);
            expect(Math.abs(out[0]! - recent.reduce((a, b) => a + b, 0))).toBeLessThan(1e-9);
            slide(greatest, Float64Array.of(x), out);
            expect(out[0]).toBe(Math.max(...recent));
          }
        },
      ),
    );
  });

  test('leaves no rounding error of a huge value, as a subtracted sum would', () => {
    const sums = newSliding('sum', 3, 1);
    const out = new Float64Array(1);
    for (const x of [1e17, 0.1, 0.2, 0.3]) slide(sums, Float64Array.of(x), out);
    expect(out[0]).toBeCloseTo(0.6, 15);
  });
});

test('the extremes of some rows of a ring do not depend on the start of the search, and are missing if a value is', () => {
  const rowsAgo = [1, 3, 5, 6];
  const level = fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 1, max: 9 }) },
    { weight: 1, arbitrary: fc.constant(NaN) },
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(level, level), { maxLength: 40 }), (rows) => {
      const ring = newRing(7, 2);
      const places = newExtremePlaces(2);
      const [least, greatest] = [new Float64Array(2), new Float64Array(2)];
      for (const [t, row] of rows.entries()) {
        pushRow(ring, Float64Array.from(row));
        ringExtremes(ring, rowsAgo, places, least, greatest);
        for (const i of [0, 1]) {
          const recent = rowsAgo.map((back) => rows[t - back]?.[i] ?? NaN);
          expect(least[i]).toBe(Math.min(...recent));
          expect(greatest[i]).toBe(Math.max(...recent));
        }
      }
    }),
  );
});

describe('the decayed regression', () => {
  test('does not drift: after a spike and 20,000 rows it equals the regression of its window', () => {
    const x = (t: number): number => Math.sin(t * t);
    const y = (t: number): number => (t === 5 ? 1e4 : 0.7 * x(t) + 0.1 * Math.cos(3 * t * t));
    const long = newDecayedRegression(252, 63, 1);
    const fresh = newDecayedRegression(252, 63, 1);
    const end = 20_000;
    for (let t = 0; t < end; t++) {
      pushObservation(long, x(t), Float64Array.of(y(t)));
      if (t >= end - 252) pushObservation(fresh, x(t), Float64Array.of(y(t)));
    }
    const read = (state: typeof long): number[] => {
      const [slope, variance] = [new Float64Array(1), new Float64Array(1)];
      readRegression(state, 63, slope, variance);
      return [slope[0]!, variance[0]!];
    };
    const [a, b] = [read(long), read(fresh)];
    expect(a[0]).toBeCloseTo(b[0]!, 12);
    expect(a[1]).toBeCloseTo(b[1]!, 12);
  });

  test('is missing for a column with too few rows or a constant x', () => {
    const state = newDecayedRegression(10, 5, 2);
    const [slope, variance] = [new Float64Array(2), new Float64Array(2)];
    for (let t = 0; t < 8; t++) pushObservation(state, t, Float64Array.of(t, t < 6 ? NaN : t));
    readRegression(state, 3, slope, variance);
    expect([...slope]).toEqual([expect.closeTo(1, 12), NaN]);
    const still = newDecayedRegression(10, 5, 1);
    for (let t = 0; t < 8; t++) pushObservation(still, 0.1, Float64Array.of(t));
    readRegression(still, 3, slope.subarray(0, 1), variance.subarray(0, 1));
    expect(slope[0]).toBeNaN();
  });
});

test('the k-th smallest and the median are those of the sorted values', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(value, fc.integer({ min: 0, max: 3 })), { minLength: 1 }), (xs) => {
      const sorted = [...xs].sort((a, b) => a - b);
      for (const k of [0, xs.length >> 1, xs.length - 1]) {
        expect(nthSmallest(Float64Array.from(xs), xs.length, k)).toBe(sorted[k]);
      }
      const half = xs.length >> 1;
      const median = xs.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
      expect(medianOf(Float64Array.from(xs), xs.length)).toBe(median);
    }),
  );
});

describe('the bounds of winsorising', () => {
  const bounds = (xs: readonly number[], errorsBeyond = 100) =>
    winsorBounds(
      Float64Array.from(xs),
      xs.length,
      { kind: 'mad', width: 3, errorsBeyond },
      new Float64Array(xs.length),
    );

  test('are the median ± 3 × 1.4826·MAD: of 1 … 9 that is 5 ± 8.8956', () => {
    const b = bounds([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect([b.low, b.high]).toEqual([expect.closeTo(5 - 8.8956, 12), expect.closeTo(5 + 8.8956, 12)]);
  });

  test('are measured without the errors found in the first pass', () => {
    const b = bounds([1, 2, 3, 4, 5, 6, 7, 8, 9, 1e6, 1e6], 20);
    expect([b.low, b.high]).toEqual([expect.closeTo(5 - 8.8956, 12), expect.closeTo(5 + 8.8956, 12)]);
    expect(b.errorHigh).toBeLessThan(1e6);
  });

  test('fall back on the mean absolute deviation if most values are equal', () => {
    const b = bounds([0, 0, 0, 0, 0, 0, 0, 5, 5, 5]);
    expect(b.high).toBeCloseTo(3 * 1.2533 * 1.5, 12);
  });

  test('can be percentiles: the 10 % and 90 % of 0 … 100 are 10 and 90', () => {
    const xs = Float64Array.from({ length: 101 }, (_, i) => (i * 37) % 101);
    const b = winsorBounds(xs, 101, { kind: 'percentiles', tail: 0.1 }, new Float64Array(101));
    expect([b.low, b.high]).toEqual([expect.closeTo(10, 12), expect.closeTo(90, 12)]);
  });
});

test('the clipped scale has weighted mean 0 and standard deviation 1 after clipping', () => {
  const xs = Float64Array.from({ length: 200 }, (_, i) => Math.exp((i % 50) / 8) + i);
  const weights = xs.map((_, i) => 1 + ((i * 7) % 13) ** 3);
  const { centre, spread } = clippedScale(xs, weights, 200, 3);
  const z = xs.map((x) => Math.max(-3, Math.min(3, (x - centre) / spread)));
  expect(z.filter((v) => Math.abs(v) === 3).length).toBeGreaterThan(0);
  const after = weightedScale(z, weights, 200);
  expect(after.centre).toBeCloseTo(0, 10);
  expect(after.spread).toBeCloseTo(1, 10);
});

test('parallel lines by group are exact on exact data, and a group without observations gets the overall level', () => {
  const x = Float64Array.of(1, 2, 3, 4, 5, 6);
  const group = Uint8Array.of(0, 0, 1, 1, 1, 2);
  const y = Float64Array.of(3, 5, 17, 19, 21, NaN);
  const which = Int32Array.of(0, 1, 2, 3, 4, 5);
  const line = groupedLine(y, x, group, 3, new Float64Array(6).fill(1), which)!;
  expect(line.slope).toBeCloseTo(2, 12);
  expect([...line.levels]).toEqual([expect.closeTo(1, 12), expect.closeTo(11, 12), expect.closeTo(7, 12)]);
});

import { addDays, day } from '../../../../src/market/day.ts';
import type { DaySlice } from '../../../../src/market/stocks/day-slice.ts';
import { watchPriceSteps } from '../../../../src/market/stocks/prices/unadjusted-jumps.ts';

const sliceOf = (t: number, close: Float64Array, adjustment: Float64Array): DaySlice => ({
  day: addDays(day('2020-01-01'), t),
  close,
  high: close,
  low: close,
  volume: close,
  tradedValue: close,
  adjustment,
  dividend: close.map(() => 0),
  sharesOutstanding: close,
  statements: [],
});

/** What is told of one share: its closes, and its adjustments where they are not 1. */
function told(closes: readonly number[], adjustments: Readonly<Record<number, number>> = {}): string[] {
  const steps = watchPriceSteps([{ symbol: 'EXAMPLE' }]);
  closes.forEach((close, t) =>
    steps.see(sliceOf(t, Float64Array.of(close), Float64Array.of(adjustments[t] ?? 1))),
  );
  return steps.problems().map((p) => p.message);
}

test('a halved price is told unless a bonus says why', () => {
  expect(told([100, 101, 50.5, 51])).toEqual([
    'a price steps from one session to the next with no split or bonus known, and is taken as traded: EXAMPLE to 50 % on 03 Jan 2020.',
  ]);
  expect(told([100, 101, 50.5, 51], { 2: 0.5 })).toEqual([]);
  expect(told([100, 101, 101, 102], { 2: 0.5 })).toEqual([expect.stringContaining('EXAMPLE to 200 %')]);
});

test('a day of trade is none, nor is what a share did while it did not trade', () => {
  expect(told([100, 61, 100, 130])).toEqual([]);
  expect(told([100, NaN, 40])).toEqual([]);
});

test('the greatest steps are named first, the others counted', () => {
  const closes = [1, 2, 4, 8, 16, 32, 64, 128, 1280];
  expect(told(closes)).toEqual([
    expect.stringMatching(/^8 prices step.*EXAMPLE to 1000 % on 09 Jan 2020.*and 2 more\.$/),
  ]);
});

test('in a crash, when others fall far and far apart, a fall is trade; on a quiet day it is not', () => {
  const steps = (spread: number): number => {
    const watch = watchPriceSteps(Array.from({ length: 31 }, (_, i) => ({ symbol: `S${i}` })));
    const flat = new Float64Array(31).fill(1);
    // From `spread` below 70 % to as much above it; the last to 45 %.
    const crash = flat.map((_, i) => (i === 30 ? 0.45 : 0.7 + (spread * (i - 15)) / 15));
    [flat, crash].forEach((close, t) => watch.see(sliceOf(t, close, flat)));
    return watch.problems().length;
  };
  expect(steps(0.1)).toBe(0);
  expect(steps(0.01)).toBe(1);
});

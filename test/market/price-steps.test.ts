import { addDays, day } from '../../src/market/day.ts';
import type { DaySlice } from '../../src/market/stocks/day-slice.ts';
import { watchPriceSteps } from '../../src/market/stocks/price-steps.ts';

/** Sessions of one share, and of others that all move alike: closes, and adjustments of the one where they are not 1. */
function told(
  closes: readonly number[],
  adjustments: Readonly<Record<number, number>> = {},
  others: readonly number[] = [],
): string[] {
  const count = others.length > 0 ? 30 : 0;
  const column = (first: number, rest: number): Float64Array =>
    Float64Array.of(first, ...Array.from({ length: count }, () => rest));
  const steps = watchPriceSteps(
    Array.from({ length: 1 + count }, (_, i) => ({ symbol: i === 0 ? 'EXAMPLE' : `S${i}` })),
  );
  const nothing = new Float64Array(1);
  closes.forEach((close, t) => {
    const slice: DaySlice = {
      day: addDays(day('2020-01-01'), t),
      close: column(close, others[t]!),
      high: nothing,
      low: nothing,
      volume: nothing,
      tradedValue: nothing,
      adjustment: column(adjustments[t] ?? 1, 1),
      dividend: nothing,
      sharesOutstanding: nothing,
      statements: [],
    };
    steps.see(slice);
  });
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

test('a share that falls with all others has been traded down, one that rises against them has not', () => {
  expect(told([100, 50], {}, [10, 6])).toEqual([]);
  expect(told([100, 170], {}, [10, 6])).toHaveLength(1);
  expect(told([100, 50], {}, [10, 10])).toHaveLength(1);
});

import { addDays, day } from '../../src/market/day.ts';
import type { DaySlice } from '../../src/market/stocks/day-slice.ts';
import { watchPriceSteps } from '../../src/market/stocks/price-steps.ts';

/** One share's sessions: closes, and adjustments where they are not 1. */
function told(closes: readonly number[], adjustments: Readonly<Record<number, number>> = {}): string[] {
  const steps = watchPriceSteps([{ symbol: 'EXAMPLE' }]);
  const nothing = new Float64Array(1);
  closes.forEach((close, t) => {
    const slice: DaySlice = {
      day: addDays(day('2020-01-01'), t),
      close: Float64Array.of(close),
      high: nothing,
      low: nothing,
      volume: nothing,
      tradedValue: nothing,
      adjustment: Float64Array.of(adjustments[t] ?? 1),
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

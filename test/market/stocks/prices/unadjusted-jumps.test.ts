import { addDays, day } from '../../../../src/market/day.ts';
import type { DailySlice } from '../../../../src/market/stocks/daily-slice.ts';
import { watchUnadjustedJumps } from '../../../../src/market/stocks/prices/unadjusted-jumps.ts';

const sliceOf = (t: number, close: Float64Array, adjustment: Float64Array): DailySlice => ({
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

/** The messages about one stock with the given closes, and with adjustments other than 1 by session. */
function messages(closes: readonly number[], adjustments: Readonly<Record<number, number>> = {}): string[] {
  const jumps = watchUnadjustedJumps([{ symbol: 'EXAMPLE' }]);
  closes.forEach((close, t) =>
    jumps.observe(sliceOf(t, Float64Array.of(close), Float64Array.of(adjustments[t] ?? 1))),
  );
  return jumps.problems().map((p) => p.message);
}

test('a halved price is reported unless a bonus explains it', () => {
  expect(messages([100, 101, 50.5, 51])).toEqual([
    '1 price jumps between consecutive sessions without a known split or bonus; it is used as traded: EXAMPLE to 50 % on 03 Jan 2020.',
  ]);
  expect(messages([100, 101, 50.5, 51], { 2: 0.5 })).toEqual([]);
  expect(messages([100, 101, 101, 102], { 2: 0.5 })).toEqual([expect.stringContaining('EXAMPLE to 200 %')]);
});

test('an ordinary return, or a jump over sessions without a trade, is not reported', () => {
  expect(messages([100, 61, 100, 130])).toEqual([]);
  expect(messages([100, NaN, 40])).toEqual([]);
});

test('the largest jumps are named first, the others are counted', () => {
  const closes = [1, 2, 4, 8, 16, 32, 64, 128, 1280];
  expect(messages(closes)).toEqual([
    expect.stringMatching(/^8 prices jump.*EXAMPLE to 1000 % on 09 Jan 2020.*and 2 more\.$/),
  ]);
});

test('a large fall is not reported in a crash, when other stocks fall by widely different amounts, but is on a quiet day', () => {
  const reported = (spread: number): number => {
    const watch = watchUnadjustedJumps(Array.from({ length: 31 }, (_, i) => ({ symbol: `S${i}` })));
    const flat = new Float64Array(31).fill(1);
    // Prices fall to 70 % ± `spread`; the last to 45 %.
    const crash = flat.map((_, i) => (i === 30 ? 0.45 : 0.7 + (spread * (i - 15)) / 15));
    [flat, crash].forEach((close, t) => watch.observe(sliceOf(t, close, flat)));
    return watch.problems().length;
  };
  expect(reported(0.1)).toBe(0);
  expect(reported(0.01)).toBe(1);
});

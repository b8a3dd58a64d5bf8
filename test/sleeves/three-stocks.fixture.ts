import { addDays, type Day, day, isWeekend } from '../../src/market/day.ts';
import type { DaySlice } from '../../src/market/stocks/day-slice.ts';
import { advanceBuild, historiesOf, newSleeveBuild } from '../../src/sleeves/build.ts';
import type { SleeveDefinition } from '../../src/sleeves/definition.ts';

type OfFirst = Partial<Record<'close' | 'adjustment' | 'dividend', number>>;

/** Three companies of one sector. */
export const THREE = ['A', 'B', 'C'].map((symbol) => ({
  isin: symbol,
  symbol,
  name: symbol,
  sector: 'S',
  isFinancial: false,
}));

/**
 * Three shares at ₹100 on 200 weekdays from 31 Jan 2020, equally held from the January review on; what happens to the
 * first, how the definition differs, and which days are there, is up to the test.
 */
export function threeShares(
  first: (t: number) => OfFirst,
  own: Partial<SleeveDefinition> = {},
  isThere: (d: Day) => boolean = () => true,
) {
  const equal: SleeveDefinition = {
    title: 'Three',
    follows: null,
    universe: { ranks: [{ by: 'full-cap', from: 1, to: 3 }], source: 'our choice' },
    eligibility: [],
    score: null,
    select: { kind: 'all', source: 'our choice' },
    weight: { by: 'equal', source: 'our choice' },
    cap: null,
    rebalance: { months: [1], dataMonthsBefore: 0, source: 'our choice' },
    ...own,
  };
  const build = newSleeveBuild(THREE, { three: equal });
  const days: Day[] = [];
  for (let d = day('2020-01-31'); days.length < 200; d = addDays(d, 1)) if (!isWeekend(d)) days.push(d);
  days.forEach((d, t) => {
    if (isThere(d)) advanceBuild(build, sliceOfThree(d, first(t)));
  });
  return historiesOf(build)['three']!;
}

/** A session of three shares at ₹100, what is said of the first apart. */
export function sliceOfThree(d: Day, of: OfFirst): DaySlice {
  const column = (of?: number, other = 0): Float64Array => Float64Array.of(of ?? other, other, other);
  return {
    day: d,
    close: column(of.close, 100),
    high: column(of.close, 100),
    low: column(of.close, 100),
    volume: column(1, 1),
    tradedValue: column(100, 100),
    adjustment: column(of.adjustment, 1),
    dividend: column(of.dividend),
    sharesOutstanding: column(1e7, 1e7),
    statements: [],
  };
}

import { addDays, type Day, day, isWeekend } from '../../src/market/day.ts';
import type { DailySlice } from '../../src/market/stocks/daily-slice.ts';
import { advanceBuild, sleeveHistories, newSleeveBuild } from '../../src/sleeves/build.ts';
import type { SleeveDefinition } from '../../src/sleeves/definition.ts';

type FirstStock = Partial<Record<'close' | 'adjustment' | 'dividend', number>>;

/** Three issuers of one sector. */
export const THREE = ['A', 'B', 'C'].map((symbol) => ({
  isin: symbol,
  symbol,
  name: symbol,
  sector: 'S',
  isFinancial: false,
}));

/**
 * The history of an equally weighted sleeve of three stocks at ₹100 on 200 weekdays from 31 Jan 2020, held from the
 * January review on. The test sets the data of the first stock, changes to the definition, and which days exist.
 */
export function threeStocks(
  first: (t: number) => FirstStock,
  own: Partial<SleeveDefinition> = {},
  isThere: (d: Day) => boolean = () => true,
) {
  const equal: SleeveDefinition = {
    title: 'Three',
    referenceIndex: null,
    universe: { ranks: [{ by: 'full-cap', from: 1, to: 3 }], source: 'our choice' },
    eligibility: [],
    score: null,
    select: { kind: 'all', source: 'our choice' },
    weight: { by: 'equal', source: 'our choice' },
    cap: null,
    rebalance: { months: [1], cutOffMonthsBefore: 0, source: 'our choice' },
    ...own,
  };
  const build = newSleeveBuild(THREE, { three: equal });
  const days: Day[] = [];
  for (let d = day('2020-01-31'); days.length < 200; d = addDays(d, 1)) if (!isWeekend(d)) days.push(d);
  days.forEach((d, t) => {
    if (isThere(d)) advanceBuild(build, threeStockSlice(d, first(t)));
  });
  return sleeveHistories(build)['three']!;
}

/** A session of three stocks at ₹100, apart from the given data of the first. */
export function threeStockSlice(d: Day, of: FirstStock): DailySlice {
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

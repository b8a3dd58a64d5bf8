import { addDays, dayOf, isWeekend } from '../../../src/market/day.ts';
import type { DailySlice } from '../../../src/market/stocks/daily-slice.ts';
import { normal } from '../../../src/math/random/distributions.ts';
import { randomStream } from '../../../src/math/random/random.ts';
import type { SleeveDefinition } from '../../../src/sleeves/definition.ts';
import type { SleeveIssuer } from '../../../src/sleeves/sleeve-issuer.ts';

const NAMES = 40;

export const ISSUERS = Array.from({ length: NAMES }, (_, i): SleeveIssuer => ({
  isin: `MADE${i}`,
  symbol: `M${i}`,
  name: `Made ${i}`,
  sector: 'Made',
  isFinancial: false,
}));

/** Every other stock is calm: its idiosyncratic volatility is a third of the others’. */
export const isCalm = (issuer: number): boolean => issuer % 2 === 0;

/** Selects the calm stocks, as a low-volatility sleeve does. */
export const CALMEST: SleeveDefinition = {
  title: 'The calmest',
  referenceIndex: null,
  universe: { ranks: [{ by: 'full-cap', from: 1, to: NAMES }], source: 'our choice' },
  eligibility: [],
  score: {
    scale: 'raw',
    parts: [{ characteristic: { kind: 'volatility' }, weight: -1 }],
    source: 'our choice',
  },
  select: { kind: 'top', count: 10, entryRank: 8, exitRank: 12, source: 'our choice' },
  weight: { by: 'equal', source: 'our choice' },
  cap: null,
  rebalance: { months: [6, 12], cutOffMonthsBefore: 1, source: 'our choice' },
};

/**
 * Eight years of stocks with equal market beta. Calm stocks return `premium` a year more and the others as much less, so the
 * excess return of selecting them is known.
 */
export function plantedExchange(premium: number, seed: number): DailySlice[] {
  const random = randomStream(seed);
  const close = Float64Array.from(ISSUERS, () => 100);
  const column = (value: number): Float64Array => new Float64Array(NAMES).fill(value);
  const slices: DailySlice[] = [];
  for (let day = dayOf(2010, 1, 4)!; day < dayOf(2018, 1, 1)!; day = addDays(day, 1)) {
    if (isWeekend(day)) continue;
    const market = 0.0003 + 0.009 * normal(random);
    for (let i = 0; i < NAMES; i++) {
      const own = (isCalm(i) ? 0.004 : 0.012) * normal(random);
      close[i]! *= 1 + market + ((isCalm(i) ? 1 : -1) * premium) / 252 + own;
    }
    const volume = column(1e5);
    slices.push({
      day,
      close: close.slice(),
      high: close.slice(),
      low: close.slice(),
      volume,
      tradedValue: volume.map((v, i) => v * close[i]!),
      adjustment: column(1),
      dividend: column(0),
      // Market values stay fixed and rise with the index: each half by size always has as many calm stocks.
      sharesOutstanding: close.map((c, i) => (1e9 * (1 + Math.floor(i / 2) / 10)) / c),
      statements: [],
    });
  }
  return slices;
}

import { addDays, dayOf, isWeekend } from '../../../src/market/day.ts';
import type { DaySlice } from '../../../src/market/stocks/day-slice.ts';
import { normal } from '../../../src/math/random/distributions.ts';
import { randomStream } from '../../../src/math/random/random.ts';
import type { SleeveDefinition } from '../../../src/sleeves/definition.ts';
import type { SleeveIssuer } from '../../../src/sleeves/sleeve-issuer.ts';

export const NAMES = 40;

export const ISSUERS = Array.from({ length: NAMES }, (_, i): SleeveIssuer => ({
  isin: `MADE${i}`,
  symbol: `M${i}`,
  name: `Made ${i}`,
  sector: 'Made',
  isFinancial: false,
}));

/** Every other company is calm: its own daily moves are a third of the others’. */
export const isCalm = (issuer: number): boolean => issuer % 2 === 0;

/** Chooses the calm ones: what a low-volatility sleeve does. */
export const CALMEST: SleeveDefinition = {
  title: 'The calmest',
  follows: null,
  universe: { ranks: [{ by: 'full-cap', from: 1, to: NAMES }], source: 'our choice' },
  eligibility: [],
  score: {
    scale: 'as-is',
    parts: [{ measure: { kind: 'volatility' }, weight: -1 }],
    source: 'our choice',
  },
  select: { kind: 'best', names: 10, surelyIn: 8, keepTo: 12, source: 'our choice' },
  weight: { by: 'equal', source: 'our choice' },
  cap: null,
  rebalance: { months: [6, 12], dataMonthsBefore: 1, source: 'our choice' },
};

/**
 * Eight years of shares that all go with the market alike; calm ones return `premium` a year more, others as much less, so
 * that what choosing them earns over the market is known: the premium, or nothing.
 */
export function plantedExchange(premium: number, seed: number): DaySlice[] {
  const random = randomStream(seed);
  const close = Float64Array.from(ISSUERS, () => 100);
  const column = (value: number): Float64Array => new Float64Array(NAMES).fill(value);
  const slices: DaySlice[] = [];
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
      // Sizes stay as they are and go with the number: each half by size always has as many calm companies.
      sharesOutstanding: close.map((c, i) => (1e9 * (1 + Math.floor(i / 2) / 10)) / c),
      statements: [],
    });
  }
  return slices;
}

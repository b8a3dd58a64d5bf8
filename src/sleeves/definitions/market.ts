import type { SleeveDefinition } from '../definition.ts';

const source = 'our choice' as const;

/** The market benchmark of sleeves built from stocks: all stocks of the store by free-float market value. */
export const MARKET: SleeveDefinition = {
  title: 'All stocks by market value',
  referenceIndex: null,
  universe: { ranks: [{ by: 'full-cap', from: 1, to: 1_000_000 }], source },
  eligibility: [],
  score: null,
  select: { kind: 'all', source },
  weight: { by: 'free-float-cap', source },
  cap: null,
  rebalance: { months: [3, 6, 9, 12], cutOffMonthsBefore: 0, source },
};

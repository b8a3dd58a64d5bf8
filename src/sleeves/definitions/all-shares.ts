import type { SleeveDefinition } from '../definition.ts';

const source = 'our choice' as const;

/** What sleeves built from stocks are measured against: every share of the store by market value, with dividends. */
export const ALL_SHARES: SleeveDefinition = {
  title: 'All shares by market value',
  follows: null,
  universe: { ranks: [{ by: 'full-cap', from: 1, to: 1_000_000 }], source },
  eligibility: [],
  score: null,
  select: { kind: 'all', source },
  weight: { by: 'free-float-cap', source },
  cap: null,
  rebalance: { months: [3, 6, 9, 12], dataMonthsBefore: 0, source },
};

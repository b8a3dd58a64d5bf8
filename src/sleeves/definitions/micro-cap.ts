import type { SleeveDefinition } from '../definition.ts';

/** Nifty Microcap 250: all stocks ranked 501 to 750 by market value. */
export const MICRO_CAP: SleeveDefinition = {
  title: 'Micro cap',
  referenceIndex: 'Nifty Microcap 250',
  universe: {
    ranks: [{ by: 'full-cap', from: 501, to: 750 }],
    source: 'our choice',
    note: 'NSE requires membership of the parent index. We rank by six-month market value instead, because its past constituents are rarely available.',
  },
  eligibility: [],
  score: null,
  select: { kind: 'all', source: 'NSE' },
  weight: { by: 'free-float-cap', source: 'NSE' },
  cap: null,
  rebalance: {
    months: [3, 9],
    cutOffMonthsBefore: 2,
    source: 'NSE',
    note: 'Cut-offs at the end of January and July.',
  },
};

import type { SleeveDefinition } from '../definition.ts';

/** Nifty Smallcap 250: all stocks ranked 251 to 500 by market value. */
export const SMALL_CAP: SleeveDefinition = {
  title: 'Small cap',
  referenceIndex: 'Nifty Smallcap 250',
  universe: {
    ranks: [{ by: 'full-cap', from: 251, to: 500 }],
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

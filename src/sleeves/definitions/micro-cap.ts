import type { SleeveDefinition } from '../definition.ts';

/** Nifty Microcap 250: all companies of ranks 501 to 750 by market value. */
export const MICRO_CAP: SleeveDefinition = {
  title: 'Micro cap',
  follows: 'Nifty Microcap 250',
  universe: {
    ranks: [{ by: 'full-cap', from: 501, to: 750 }],
    source: 'our choice',
    note: 'Membership of the parent index is NSE’s rule; ranked anew by six months’ market value, for lists of its past members are seldom at hand.',
  },
  eligibility: [],
  score: null,
  select: { kind: 'all', source: 'NSE' },
  weight: { by: 'free-float-cap', source: 'NSE' },
  cap: null,
  rebalance: {
    months: [3, 9],
    dataMonthsBefore: 2,
    source: 'NSE',
    note: 'Data to the end of January and July.',
  },
};

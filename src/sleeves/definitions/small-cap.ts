import type { SleeveDefinition } from '../definition.ts';

/** Nifty Smallcap 250: all companies of ranks 251 to 500 by market value. */
export const SMALL_CAP: SleeveDefinition = {
  title: 'Small cap',
  follows: 'Nifty Smallcap 250',
  universe: {
    ranks: [{ by: 'full-cap', from: 251, to: 500 }],
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

import type { SleeveDefinition } from '../definition.ts';

/** Nifty200 Quality 30: high return on equity, little debt, steady growth of earnings. */
export const QUALITY: SleeveDefinition = {
  title: 'Quality',
  follows: 'Nifty200 Quality 30',
  universe: {
    ranks: [{ by: 'full-cap', from: 1, to: 200 }],
    source: 'our choice',
    note: 'Membership of the parent index is NSE’s rule; ranked anew by six months’ market value, for lists of its past members are seldom at hand.',
  },
  eligibility: [{ kind: 'no-losses', years: 6, source: 'secondary' }],
  score: {
    scale: 'z',
    parts: [
      { measure: { kind: 'return-on-equity' }, weight: 1 / 3 },
      { measure: { kind: 'debt-to-equity' }, weight: -1 / 3 },
      { measure: { kind: 'earnings-growth-variability' }, weight: -1 / 3 },
    ],
    financials: [
      { measure: { kind: 'return-on-equity' }, weight: 0.5 },
      { measure: { kind: 'earnings-growth-variability' }, weight: -0.5 },
    ],
    source: 'secondary',
  },
  select: {
    kind: 'best',
    names: 30,
    surelyIn: 15,
    keepTo: 60,
    source: 'our choice',
    note: 'The number is NSE’s, the buffer is not published.',
  },
  weight: { by: 'root-cap-times-score', source: 'secondary' },
  cap: { most: 0.05, source: 'secondary' },
  rebalance: { months: [6, 12], dataMonthsBefore: 1, source: 'secondary' },
};

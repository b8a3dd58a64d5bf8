import type { SleeveDefinition } from '../definition.ts';

/** Nifty200 Quality 30: high return on equity, low debt, stable earnings growth. */
export const QUALITY: SleeveDefinition = {
  title: 'Quality',
  referenceIndex: 'Nifty200 Quality 30',
  universe: {
    ranks: [{ by: 'full-cap', from: 1, to: 200 }],
    source: 'our choice',
    note: 'NSE requires membership of the parent index. We rank by six-month market value instead, because its past constituents are rarely available.',
  },
  eligibility: [{ kind: 'no-losses', years: 6, source: 'secondary' }],
  score: {
    scale: 'z',
    parts: [
      { characteristic: { kind: 'return-on-equity' }, weight: 1 / 3 },
      { characteristic: { kind: 'debt-to-equity' }, weight: -1 / 3 },
      { characteristic: { kind: 'earnings-growth-variability' }, weight: -1 / 3 },
    ],
    financials: [
      { characteristic: { kind: 'return-on-equity' }, weight: 0.5 },
      { characteristic: { kind: 'earnings-growth-variability' }, weight: -0.5 },
    ],
    source: 'secondary',
  },
  select: {
    kind: 'top',
    count: 30,
    entryRank: 15,
    exitRank: 60,
    source: 'our choice',
    note: 'NSE publishes the count, but not the buffer.',
  },
  weight: { by: 'root-cap-times-score', source: 'secondary' },
  cap: { maximum: 0.05, source: 'secondary' },
  rebalance: { months: [6, 12], cutOffMonthsBefore: 1, source: 'secondary' },
};

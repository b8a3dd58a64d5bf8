import type { SleeveDefinition } from '../definition.ts';

/** Our own definition; NSE has no contrarian index. Losers of four years and of the last quarter that are still profitable. */
export const CONTRARIAN: SleeveDefinition = {
  title: 'Contrarian',
  referenceIndex: null,
  universe: {
    ranks: [{ by: 'full-cap', from: 1, to: 500 }],
    source: 'our choice',
    note: 'Ranked by six-month market value, because past constituents of an index are rarely available.',
  },
  eligibility: [
    { kind: 'profitable', source: 'our choice' },
    {
      kind: 'not-lowest',
      characteristic: { kind: 'return-on-assets' },
      fraction: 0.1,
      source: 'our choice',
      note: 'Return on assets is a proxy for INEC-1’s PROFIT, of which it is one descriptor.',
    },
  ],
  score: {
    scale: 'z',
    parts: [
      { characteristic: { kind: 'total-return', fromMonthsAgo: 60, toMonthsAgo: 12 }, weight: -0.5 },
      { characteristic: { kind: 'total-return', fromMonthsAgo: 3, toMonthsAgo: 0 }, weight: -0.5 },
    ],
    source: 'our choice',
  },
  select: { kind: 'top', count: 50, entryRank: 0, exitRank: 100, source: 'our choice' },
  weight: { by: 'root-cap-times-score', source: 'our choice' },
  cap: { maximum: 0.05, source: 'our choice' },
  rebalance: { months: [6, 12], cutOffMonthsBefore: 1, source: 'our choice' },
};

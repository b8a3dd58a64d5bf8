import type { SleeveDefinition } from '../definition.ts';

/** Nifty Alpha 50: the highest Jensen’s alphas over one year of daily returns. */
export const ALPHA: SleeveDefinition = {
  title: 'Alpha',
  referenceIndex: 'Nifty Alpha 50',
  universe: {
    ranks: [
      { by: 'free-float-cap', from: 1, to: 300 },
      { by: 'traded-value', from: 1, to: 300 },
    ],
    source: 'secondary',
  },
  eligibility: [
    { kind: 'traded', fraction: 1, source: 'secondary' },
    { kind: 'listed', sessions: 252, source: 'secondary' },
  ],
  score: {
    scale: 'raw',
    parts: [{ characteristic: { kind: 'jensen-alpha', riskFree: 0.065 }, weight: 1 }],
    above: 0,
    source: 'secondary',
    note: 'The risk-free rate and the market (all stocks by market value) are our choice: neither is published.',
  },
  select: { kind: 'top', count: 50, entryRank: 0, exitRank: 100, source: 'secondary' },
  weight: { by: 'score', source: 'secondary' },
  cap: { maximum: 0.05, source: 'secondary' },
  rebalance: { months: [3, 6, 9, 12], cutOffMonthsBefore: 1, source: 'secondary' },
};

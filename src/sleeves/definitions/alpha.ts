import type { SleeveDefinition } from '../definition.ts';

/** Nifty Alpha 50: the highest Jensen’s alphas of a year of daily returns. */
export const ALPHA: SleeveDefinition = {
  title: 'Alpha',
  follows: 'Nifty Alpha 50',
  universe: {
    ranks: [
      { by: 'free-float-cap', from: 1, to: 300 },
      { by: 'traded-value', from: 1, to: 300 },
    ],
    source: 'secondary',
  },
  eligibility: [
    { kind: 'traded', share: 1, source: 'secondary' },
    { kind: 'listed', sessions: 252, source: 'secondary' },
  ],
  score: {
    scale: 'as-is',
    parts: [{ measure: { kind: 'jensen-alpha', riskFree: 0.065 }, weight: 1 }],
    above: 0,
    source: 'secondary',
    note: 'The riskless rate and the market, all shares by market value, are our choice: neither is published.',
  },
  select: { kind: 'best', names: 50, surelyIn: 0, keepTo: 100, source: 'secondary' },
  weight: { by: 'score', source: 'secondary' },
  cap: { most: 0.05, source: 'secondary' },
  rebalance: { months: [3, 6, 9, 12], dataMonthsBefore: 1, source: 'secondary' },
};

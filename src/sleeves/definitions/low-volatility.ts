import type { SleeveDefinition } from '../definition.ts';

/** Nifty100 Low Volatility 30: the least volatile of the hundred largest stocks. */
export const LOW_VOLATILITY: SleeveDefinition = {
  title: 'Low volatility',
  referenceIndex: 'Nifty100 Low Volatility 30',
  universe: {
    ranks: [{ by: 'full-cap', from: 1, to: 100 }],
    source: 'our choice',
    note: 'NSE requires membership of the parent index. We rank by six-month market value instead, because its past constituents are rarely available.',
  },
  eligibility: [{ kind: 'listed', sessions: 252, source: 'secondary' }],
  score: {
    scale: 'raw',
    parts: [{ characteristic: { kind: 'volatility' }, weight: -1 }],
    source: 'NSE',
    note: 'Standard deviations over n are our choice.',
  },
  select: { kind: 'top', count: 30, entryRank: 0, exitRank: 60, source: 'secondary' },
  weight: { by: 'inverse-volatility', source: 'secondary' },
  cap: {
    maximum: 1,
    illiquid: { maximum: 0.03, lowestFraction: 0.1 },
    source: 'our choice',
    note: 'The 3 % cap is from secondary sources; applying it to the least traded tenth of the universe is our choice.',
  },
  rebalance: { months: [3, 6, 9, 12], cutOffMonthsBefore: 1, source: 'secondary' },
};

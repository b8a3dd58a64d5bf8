import type { SleeveDefinition } from '../definition.ts';

/** Nifty100 Low Volatility 30: the calmest of the hundred largest. */
export const LOW_VOLATILITY: SleeveDefinition = {
  title: 'Low volatility',
  follows: 'Nifty100 Low Volatility 30',
  universe: {
    ranks: [{ by: 'full-cap', from: 1, to: 100 }],
    source: 'our choice',
    note: 'Membership of the parent index is NSE’s rule; ranked anew by six months’ market value, for lists of its past members are seldom at hand.',
  },
  eligibility: [{ kind: 'listed', sessions: 252, source: 'secondary' }],
  score: {
    scale: 'as-is',
    parts: [{ measure: { kind: 'volatility' }, weight: -1 }],
    source: 'NSE',
    note: 'Deviations over n are our choice.',
  },
  select: { kind: 'best', names: 30, surelyIn: 0, keepTo: 60, source: 'secondary' },
  weight: { by: 'inverse-volatility', source: 'secondary' },
  cap: {
    most: 1,
    illiquid: { most: 0.03, lowestShare: 0.1 },
    source: 'our choice',
    note: 'The 3 % is from secondary sources; which names it is for is our choice: the tenth of the universe that trades least.',
  },
  rebalance: { months: [3, 6, 9, 12], dataMonthsBefore: 1, source: 'secondary' },
};

import type { SleeveDefinition } from '../definition.ts';

/** Our own; no NSE index is contrarian. Losers of four years and of the last quarter that still earn money. */
export const CONTRARIAN: SleeveDefinition = {
  title: 'Contrarian',
  follows: null,
  universe: {
    ranks: [{ by: 'full-cap', from: 1, to: 500 }],
    source: 'our choice',
    note: 'Ranked anew by six months’ market value, for lists of an index’s past members are seldom at hand.',
  },
  eligibility: [
    { kind: 'profitable', source: 'our choice' },
    {
      kind: 'not-lowest',
      measure: { kind: 'return-on-assets' },
      share: 0.1,
      source: 'our choice',
      note: 'Return on assets stands for INEC-1’s PROFIT, of which it is one descriptor.',
    },
  ],
  score: {
    scale: 'z',
    parts: [
      { measure: { kind: 'total-return', fromMonthsAgo: 60, toMonthsAgo: 12 }, weight: -0.5 },
      { measure: { kind: 'total-return', fromMonthsAgo: 3, toMonthsAgo: 0 }, weight: -0.5 },
    ],
    source: 'our choice',
  },
  select: { kind: 'best', names: 50, surelyIn: 0, keepTo: 100, source: 'our choice' },
  weight: { by: 'root-cap-times-score', source: 'our choice' },
  cap: { most: 0.05, source: 'our choice' },
  rebalance: { months: [6, 12], dataMonthsBefore: 1, source: 'our choice' },
};

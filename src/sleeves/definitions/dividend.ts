import type { SleeveDefinition } from '../definition.ts';

/** Nifty Dividend Opportunities 50: the highest dividends of twelve months among profitable companies. */
export const DIVIDEND: SleeveDefinition = {
  title: 'Dividend',
  follows: 'Nifty Dividend Opportunities 50',
  universe: {
    ranks: [
      { by: 'free-float-cap', from: 1, to: 300 },
      { by: 'traded-value', from: 1, to: 300 },
    ],
    source: 'secondary',
  },
  eligibility: [
    { kind: 'traded', share: 0.9, source: 'secondary' },
    { kind: 'profitable', source: 'secondary' },
  ],
  score: {
    scale: 'as-is',
    parts: [{ measure: { kind: 'dividend-to-average-cap' }, weight: 1 }],
    above: 0,
    source: 'secondary',
  },
  select: { kind: 'best', names: 50, surelyIn: 25, keepTo: 75, source: 'secondary' },
  weight: { by: 'free-float-cap', source: 'secondary' },
  cap: { most: 0.1, source: 'secondary' },
  rebalance: {
    months: [6],
    dataMonthsBefore: 1,
    source: 'our choice',
    note: 'Sources disagree between once and twice a year.',
  },
};

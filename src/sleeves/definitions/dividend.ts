import type { SleeveDefinition } from '../definition.ts';

/** Nifty Dividend Opportunities 50: the highest twelve-month dividend yields among profitable companies. */
export const DIVIDEND: SleeveDefinition = {
  title: 'Dividend',
  referenceIndex: 'Nifty Dividend Opportunities 50',
  universe: {
    ranks: [
      { by: 'free-float-cap', from: 1, to: 300 },
      { by: 'traded-value', from: 1, to: 300 },
    ],
    source: 'secondary',
  },
  eligibility: [
    { kind: 'traded', fraction: 0.9, source: 'secondary' },
    { kind: 'profitable', source: 'secondary' },
  ],
  score: {
    scale: 'raw',
    parts: [{ characteristic: { kind: 'dividend-to-average-cap' }, weight: 1 }],
    above: 0,
    source: 'secondary',
  },
  select: { kind: 'top', count: 50, entryRank: 25, exitRank: 75, source: 'secondary' },
  weight: { by: 'free-float-cap', source: 'secondary' },
  cap: { maximum: 0.1, source: 'secondary' },
  rebalance: {
    months: [6],
    cutOffMonthsBefore: 1,
    source: 'our choice',
    note: 'Sources disagree on whether reviews are annual or semi-annual.',
  },
};

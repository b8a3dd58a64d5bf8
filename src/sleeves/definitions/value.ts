import type { SleeveDefinition } from '../definition.ts';

/** Nifty500 Value 50: cheap on earnings, book value, sales and dividends. */
export const VALUE: SleeveDefinition = {
  title: 'Value',
  referenceIndex: 'Nifty500 Value 50',
  universe: {
    ranks: [{ by: 'full-cap', from: 1, to: 500 }],
    source: 'our choice',
    note: 'NSE requires membership of the parent index. We rank by six-month market value instead, because its past constituents are rarely available.',
  },
  eligibility: [],
  score: {
    scale: 'z',
    parts: [
      { characteristic: { kind: 'earnings-to-price' }, weight: 0.25 },
      { characteristic: { kind: 'book-to-price' }, weight: 0.25 },
      { characteristic: { kind: 'sales-to-price' }, weight: 0.25 },
      { characteristic: { kind: 'dividend-yield' }, weight: 0.25 },
    ],
    source: 'secondary',
    note: 'A stock that lacks one of the four characteristics is excluded (our choice).',
  },
  select: {
    kind: 'top',
    count: 50,
    entryRank: 25,
    exitRank: 75,
    source: 'our choice',
    note: 'NSE publishes the count and that there is a buffer, but not its ranks.',
  },
  weight: { by: 'free-float-cap-times-score', source: 'secondary' },
  cap: { maximum: 0.05, freeFloatWeightMultiple: 5, source: 'secondary' },
  rebalance: { months: [6, 12], cutOffMonthsBefore: 1, source: 'secondary' },
};

import type { SleeveDefinition } from '../definition.ts';

/** Nifty200 Momentum 30: six- and twelve-month price momentum divided by volatility. */
export const MOMENTUM: SleeveDefinition = {
  title: 'Momentum',
  referenceIndex: 'Nifty200 Momentum 30',
  universe: {
    ranks: [{ by: 'full-cap', from: 1, to: 200 }],
    source: 'our choice',
    note: 'NSE requires membership of the parent index. We rank by six-month market value instead, because its past constituents are rarely available.',
  },
  eligibility: [
    {
      kind: 'listed',
      sessions: 252,
      source: 'NSE',
      note: 'NSE also requires futures and options on the stock; the store has no such data, so this is not applied.',
    },
  ],
  score: {
    scale: 'z',
    parts: [
      { characteristic: { kind: 'risk-adjusted-momentum', months: 12, skipMonths: 0 }, weight: 0.5 },
      { characteristic: { kind: 'risk-adjusted-momentum', months: 6, skipMonths: 0 }, weight: 0.5 },
    ],
    source: 'NSE',
    note: 'Includes the latest month, as in NSE’s formula. Standard deviations over n are our choice.',
  },
  select: {
    kind: 'top',
    count: 30,
    entryRank: 15,
    exitRank: 45,
    source: 'our choice',
    note: 'NSE publishes the count, but not the buffer.',
  },
  weight: { by: 'free-float-cap-times-score', source: 'NSE' },
  cap: { maximum: 0.05, freeFloatWeightMultiple: 5, source: 'NSE' },
  rebalance: { months: [6, 12], cutOffMonthsBefore: 1, source: 'NSE' },
};

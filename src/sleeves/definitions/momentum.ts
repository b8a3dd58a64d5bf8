import type { SleeveDefinition } from '../definition.ts';

/** Nifty200 Momentum 30: price momentum of six and of twelve months, each over its volatility. */
export const MOMENTUM: SleeveDefinition = {
  title: 'Momentum',
  follows: 'Nifty200 Momentum 30',
  universe: {
    ranks: [{ by: 'full-cap', from: 1, to: 200 }],
    source: 'our choice',
    note: 'Membership of the parent index is NSE’s rule; ranked anew by six months’ market value, for lists of its past members are seldom at hand.',
  },
  eligibility: [
    {
      kind: 'listed',
      sessions: 252,
      source: 'NSE',
      note: 'That a share has futures and options is not asked: the store does not know.',
    },
  ],
  score: {
    scale: 'z',
    parts: [
      { measure: { kind: 'risk-adjusted-momentum', months: 12, skipMonths: 0 }, weight: 0.5 },
      { measure: { kind: 'risk-adjusted-momentum', months: 6, skipMonths: 0 }, weight: 0.5 },
    ],
    source: 'NSE',
    note: 'The latest month counts, as in NSE’s formula. Deviations over n are our choice.',
  },
  select: {
    kind: 'best',
    names: 30,
    surelyIn: 15,
    keepTo: 45,
    source: 'our choice',
    note: 'The number is NSE’s, the buffer is not published.',
  },
  weight: { by: 'free-float-cap-times-score', source: 'NSE' },
  cap: { most: 0.05, timesCapWeight: 5, source: 'NSE' },
  rebalance: { months: [6, 12], dataMonthsBefore: 1, source: 'NSE' },
};

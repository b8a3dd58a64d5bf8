import type { SleeveDefinition } from '../definition.ts';

/** Nifty500 Value 50: cheap by earnings, book, sales and dividends. */
export const VALUE: SleeveDefinition = {
  title: 'Value',
  follows: 'Nifty500 Value 50',
  universe: {
    ranks: [{ by: 'full-cap', from: 1, to: 500 }],
    source: 'our choice',
    note: 'Membership of the parent index is NSE’s rule; ranked anew by six months’ market value, for lists of its past members are seldom at hand.',
  },
  eligibility: [],
  score: {
    scale: 'z',
    parts: [
      { measure: { kind: 'earnings-to-price' }, weight: 0.25 },
      { measure: { kind: 'book-to-price' }, weight: 0.25 },
      { measure: { kind: 'sales-to-price' }, weight: 0.25 },
      { measure: { kind: 'dividend-yield' }, weight: 0.25 },
    ],
    source: 'secondary',
    note: 'A name without one of the four is left out (our choice).',
  },
  select: {
    kind: 'best',
    names: 50,
    surelyIn: 25,
    keepTo: 75,
    source: 'our choice',
    note: 'The number is NSE’s; that there is a buffer is known, its ranks are not.',
  },
  weight: { by: 'free-float-cap-times-score', source: 'secondary' },
  cap: { most: 0.05, timesCapWeight: 5, source: 'secondary' },
  rebalance: { months: [6, 12], dataMonthsBefore: 1, source: 'secondary' },
};

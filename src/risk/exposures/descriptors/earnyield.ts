import { quotient } from '../../../math/linear-algebra/columns.ts';
import { earningsPerShare, netIncome, trailing, yearly } from '../../../market/stocks/companies/accounts.ts';
import { meanOf } from '../annual-figures.ts';
import type { StyleDefinition } from './descriptor.ts';

/**
 * EARNYIELD: trailing twelve-month and five-year average earnings to price (after USE4). Losses enter as negative
 * yields.
 */
export const earnyield: StyleDefinition = {
  style: 'EARNYIELD',
  descriptors: [
    {
      kind: 'priced',
      name: 'trailing-earnings-to-price',
      sign: 1,
      figure: (accounts) => trailing(accounts, netIncome),
      measure: (earnings, market, out) => quotient(earnings, market.marketCap, out),
    },
    {
      // Average earnings per share over average quarter-end price, both adjusted for splits.
      kind: 'priced',
      name: 'five-year-earnings-to-price',
      sign: 1,
      figure: (accounts, rule) => meanOf(yearly(accounts, earningsPerShare, rule.years), rule),
      measure: (earnings, market, out) => quotient(earnings, market.quarterEndPrice, out),
    },
  ],
};

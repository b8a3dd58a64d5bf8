import { quotient } from '../../../math/linear-algebra/columns.ts';
import { earningsPerShare, netIncome, trailing, yearly } from '../../../market/stocks/companies/accounts.ts';
import { meanOf } from '../annual-figures.ts';
import type { StyleDefinition } from './descriptor.ts';

/** Earnings yield: of the last twelve months, and of five years. Losses count as they are. */
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
      // Average earnings per share over average quarter-end price, both in terms that compare across splits.
      kind: 'priced',
      name: 'five-year-earnings-to-price',
      sign: 1,
      figure: (accounts, rule) => meanOf(yearly(accounts, earningsPerShare, rule.years), rule),
      measure: (earnings, market, out) => quotient(earnings, market.quarterEndPrice, out),
    },
  ],
};

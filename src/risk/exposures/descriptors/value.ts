import { quotient } from '../../../math/linear-algebra/columns.ts';
import { latest } from '../../../market/stocks/companies/accounts.ts';
import type { StyleDefinition } from './descriptor.ts';

/** VALUE: book-to-price, book equity over market capitalisation (USE4). Negative equity gives a negative ratio. */
export const value: StyleDefinition = {
  style: 'VALUE',
  descriptors: [
    {
      kind: 'priced',
      name: 'book-to-price',
      sign: 1,
      figure: (accounts) => latest(accounts, (s) => s.bookEquity),
      measure: (book, market, out) => quotient(book, market.marketCap, out),
    },
  ],
};

import { netIncome, yearly, type Item } from '../../../market/stocks/companies/accounts.ts';
import { variationOf } from '../annual-figures.ts';
import type { StyleDefinition } from './descriptor.ts';

/** Earnings + depreciation + deferred taxes; unreported deferred taxes count as zero (our choice). */
const cashFlow: Item = (s) =>
  s.netIncome === null || s.depreciation === null
    ? null
    : s.netIncome + s.depreciation + (s.deferredTax ?? 0);

/**
 * EARNVAR: five-year coefficients of variation of earnings and of cash flow (after USE3's Earnings Variation).
 * Positive exposure means unstable fundamentals.
 */
export const earnvar: StyleDefinition = {
  style: 'EARNVAR',
  descriptors: [
    {
      kind: 'accounts',
      name: 'variation-of-earnings',
      sign: 1,
      figure: (accounts, rule) => variationOf(yearly(accounts, netIncome, rule.years), rule),
    },
    {
      kind: 'accounts',
      name: 'variation-of-cash-flow',
      sign: 1,
      figure: (accounts, rule) => variationOf(yearly(accounts, cashFlow, rule.years), rule),
    },
  ],
};

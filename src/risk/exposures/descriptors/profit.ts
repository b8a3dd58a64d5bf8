import {
  latest,
  netIncome,
  totalAssets,
  trailing,
  type Accounts,
  type Item,
} from '../../../market/stocks/companies/accounts.ts';
import type { StyleDefinition } from './descriptor.ts';

const sales: Item = (s) => s.sales;
const grossProfit: Item = (s) =>
  s.sales === null || s.costOfGoods === null ? null : s.sales - s.costOfGoods;

/** A trailing twelve-month flow over a base; missing if the base is not positive. */
const over = (flow: number, base: number): number => (base > 0 ? flow / base : NaN);

const overAssets = (accounts: Accounts, item: Item): number =>
  over(trailing(accounts, item), latest(accounts, totalAssets));

/**
 * PROFIT: asset turnover, gross profitability, gross margin and return on assets, equally weighted.
 * Gross profit is not meaningful for lenders and insurers, so their exposure uses the other two (our choice).
 */
export const profit: StyleDefinition = {
  style: 'PROFIT',
  descriptors: [
    {
      kind: 'accounts',
      name: 'asset-turnover',
      sign: 1,
      figure: (accounts) => overAssets(accounts, sales),
    },
    {
      kind: 'accounts',
      name: 'gross-profitability',
      sign: 1,
      figure: (accounts) => overAssets(accounts, grossProfit),
      notForFinancials: true,
    },
    {
      kind: 'accounts',
      name: 'gross-margin',
      sign: 1,
      figure: (accounts) => over(trailing(accounts, grossProfit), trailing(accounts, sales)),
      notForFinancials: true,
    },
    {
      kind: 'accounts',
      name: 'return-on-assets',
      sign: 1,
      figure: (accounts) => overAssets(accounts, netIncome),
    },
  ],
};

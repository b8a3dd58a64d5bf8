import {
  earningsPerShare,
  lastTwoYears,
  netIncome,
  totalAssets,
  yearly,
  type Accounts,
  type Item,
} from '../../../market/stocks/companies/accounts.ts';
import { growthOf, meanOf, type YearsRule } from '../annual-figures.ts';
import type { StyleDefinition } from './descriptor.ts';

/**
 * Retention ratio: 1 − dividends / earnings, both averaged over five years; missing if average earnings are not
 * positive. Only years with both figures count.
 */
function retention(accounts: Accounts, rule: YearsRule): number {
  const both =
    (item: Item): Item =>
    (s) =>
      s.dividends === null || s.netIncome === null ? null : item(s);
  const paid = meanOf(
    yearly(
      accounts,
      both((s) => s.dividends),
      rule.years,
    ),
    rule,
  );
  const earned = meanOf(yearly(accounts, both(netIncome), rule.years), rule);
  return earned > 0 ? 1 - paid / earned : NaN;
}

/**
 * Change in capital structure: five-year change of equity, long-term debt and preferred capital, over their latest
 * value. Signed, so that raised capital counts as growth (our choice; USE3 takes absolute changes).
 */
function capitalRaised(accounts: Accounts, rule: YearsRule): number {
  const { values } = yearly(accounts, longTermCapital, rule.years);
  const [first, last] = [values[0], values.at(-1)];
  if (values.length < rule.minimumYears || first === undefined || last === undefined) return NaN;
  return last > 0 ? (last - first) / last : NaN;
}

/** Unreported preferred capital counts as zero; it is rare in India (our choice). */
const longTermCapital: Item = (s) =>
  s.bookEquity === null || s.longTermDebt === null
    ? null
    : s.bookEquity + s.longTermDebt + (s.preferred ?? 0);

/**
 * Latest annual change in earnings per share over the mean absolute value of the two years (USE3's DELE): −2 to 2.
 */
function lastChange(accounts: Accounts): number {
  const eps = lastTwoYears(accounts, earningsPerShare);
  return eps === null ? NaN : (eps.now - eps.before) / ((Math.abs(eps.now) + Math.abs(eps.before)) / 2);
}

/** GROWTH: reinvestment and expansion of the balance sheet and of earnings (descriptors of USE3's Growth). */
export const growth: StyleDefinition = {
  style: 'GROWTH',
  descriptors: [
    { kind: 'accounts', name: 'retention', sign: 1, figure: retention },
    { kind: 'accounts', name: 'change-in-capital', sign: 1, figure: capitalRaised, notForFinancials: true },
    {
      kind: 'accounts',
      name: 'asset-growth',
      sign: 1,
      figure: (accounts, rule) => growthOf(yearly(accounts, totalAssets, rule.years), rule),
    },
    {
      kind: 'accounts',
      name: 'eps-growth',
      sign: 1,
      figure: (accounts, rule) => growthOf(yearly(accounts, earningsPerShare, rule.years), rule),
    },
    { kind: 'accounts', name: 'eps-change', sign: 1, figure: lastChange },
  ],
};

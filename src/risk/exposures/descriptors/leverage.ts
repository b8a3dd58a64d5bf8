import { sumOver } from '../../../math/linear-algebra/columns.ts';
import { latest, type Accounts } from '../../../market/stocks/companies/accounts.ts';
import type { StyleDefinition } from './descriptor.ts';

/**
 * Preferred capital and long-term debt. Accounts that do not mention preferred capital, rare in India, are taken to
 * have none (our choice).
 */
const senior = (accounts: Accounts): number =>
  latest(accounts, (s) => (s.longTermDebt === null ? null : s.longTermDebt + (s.preferred ?? 0)));

/** (book equity + preferred + long-term debt) / book equity; missing where equity is used up. */
function bookLeverage(accounts: Accounts): number {
  const equity = latest(accounts, (s) => s.bookEquity);
  return equity > 0 ? (equity + senior(accounts)) / equity : NaN;
}

/** (short-term + long-term debt) / total assets. Where the accounts name only one kind of debt, that is the debt. */
const debtToAssets = (accounts: Accounts): number =>
  latest(accounts, (s) =>
    s.totalAssets === null || s.totalAssets <= 0 || (s.longTermDebt === null && s.shortTermDebt === null)
      ? null
      : ((s.longTermDebt ?? 0) + (s.shortTermDebt ?? 0)) / s.totalAssets,
  );

/**
 * Financial structure. The debt of banks and other financials is their raw material and would fill both ends of the
 * scale; they get no leverage of their own but that fitted for their size, flagged, and their industry factors carry
 * what they have in common (our choice, as Fama and French 1992 leave them out).
 */
export const leverage: StyleDefinition = {
  style: 'LEVERAGE',
  descriptors: [
    {
      // (market equity + preferred + long-term debt) / market equity.
      kind: 'priced',
      name: 'market-leverage',
      sign: 1,
      figure: senior,
      notForFinancials: true,
      measure: (debt, market, out) => sumOver(market.marketCap, debt, market.marketCap, out),
    },
    { kind: 'accounts', name: 'book-leverage', sign: 1, figure: bookLeverage, notForFinancials: true },
    { kind: 'accounts', name: 'debt-to-assets', sign: 1, figure: debtToAssets, notForFinancials: true },
  ],
};

import { sumOver } from '../../../math/linear-algebra/columns.ts';
import { latest, type Accounts } from '../../../market/stocks/companies/accounts.ts';
import type { StyleDefinition } from './descriptor.ts';

/**
 * Preferred capital plus long-term debt. Unreported preferred capital counts as zero; it is rare in India (our
 * choice).
 */
const senior = (accounts: Accounts): number =>
  latest(accounts, (s) => (s.longTermDebt === null ? null : s.longTermDebt + (s.preferred ?? 0)));

/** (book equity + preferred + long-term debt) / book equity; missing if equity is not positive. */
function bookLeverage(accounts: Accounts): number {
  const equity = latest(accounts, (s) => s.bookEquity);
  return equity > 0 ? (equity + senior(accounts)) / equity : NaN;
}

/** (short-term + long-term debt) / total assets. If only one kind of debt is reported, the other counts as zero. */
const debtToAssets = (accounts: Accounts): number =>
  latest(accounts, (s) =>
    s.totalAssets === null || s.totalAssets <= 0 || (s.longTermDebt === null && s.shortTermDebt === null)
      ? null
      : ((s.longTermDebt ?? 0) + (s.shortTermDebt ?? 0)) / s.totalAssets,
  );

/**
 * LEVERAGE: market leverage, book leverage and debt to assets (after USE4). Debt is the raw material of banks and
 * other financials and would dominate the tails of the scale, so their exposure is imputed from SIZE and flagged;
 * their industry factors capture what they have in common (our choice; Fama and French 1992 exclude financials for
 * the same reason).
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

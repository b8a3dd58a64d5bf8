import type { PortfolioFile } from './portfolio-file.ts';
import { SLEEVES, type SleeveId } from '../positions.ts';

/** A stock held: the sleeve it belongs to, and its weight as a fraction of the portfolio. */
export interface StockHolding {
  readonly sleeve: SleeveId;
  readonly isin: string;
  readonly weight: number;
}

/**
 * The stocks of the sleeves in a portfolio by lot, in file order; null for a portfolio by value, which does not say what its
 * sleeves are held in. Funds, and positions held as a whole, are not included.
 */
export function stockHoldings(file: PortfolioFile): StockHolding[] | null {
  if (file.kind === 'by-value') return null;
  const { holdings, value } = file.portfolio;
  return holdings.flatMap((h): StockHolding[] => {
    const sleeve = h.kind === 'stock' ? SLEEVES.find((id) => id === h.position) : undefined;
    return sleeve ? [{ sleeve, isin: h.id, weight: h.value / value }] : [];
  });
}

import type { PortfolioFile } from './portfolio-file.ts';
import { SLEEVES, type SleeveId } from '../positions.ts';

/** A share that is held, as what it is a fraction of the portfolio, and the sleeve that it counts to. */
export interface HeldShare {
  readonly sleeve: SleeveId;
  readonly isin: string;
  readonly weight: number;
}

/**
 * The shares that a portfolio by lot holds of the sleeves, in the order of the file; null of one by value, where nobody knows
 * what its sleeves are held in. Funds, and positions held as a whole, are no shares.
 */
export function sharesHeld(file: PortfolioFile): HeldShare[] | null {
  if (file.kind === 'by-value') return null;
  const { holdings, value } = file.portfolio;
  return holdings.flatMap((h): HeldShare[] => {
    const sleeve = h.kind === 'stock' ? SLEEVES.find((id) => id === h.position) : undefined;
    return sleeve ? [{ sleeve, isin: h.id, weight: h.value / value }] : [];
  });
}

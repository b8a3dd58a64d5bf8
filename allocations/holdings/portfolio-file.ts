import { paiseOf } from '../../src/market/money.ts';
import { type PortfolioByValue, readPortfolioByValue } from './portfolio-by-value.ts';
import { byPosition, type PortfolioByLot } from './portfolio-by-lot.ts';
import type { HoldingsContext } from './lot-row.ts';
import { readPortfolioByLot } from './read-lots.ts';

/** The user's portfolio file, by value or by lot. Tax on sales is computed only by lot. */
export type PortfolioFile =
  | { readonly kind: 'by-value'; readonly portfolio: PortfolioByValue }
  | { readonly kind: 'by-lot'; readonly portfolio: PortfolioByLot };

/**
 * Reads a portfolio file of either form; the header decides which.
 *
 * @throws UserError with one problem per fault.
 */
export function readPortfolioFile(text: string, file: string, context: HoldingsContext): PortfolioFile {
  const header = text.slice(0, text.search(/[\r\n]|$/));
  return /(^|[\s",])holding([\s",]|$)/i.test(header)
    ? { kind: 'by-lot', portfolio: readPortfolioByLot(text, file, context) }
    : { kind: 'by-value', portfolio: readPortfolioByValue(text, file) };
}

/** Total value in paise, cash included. */
export const valueOf = ({ kind, portfolio }: PortfolioFile): number =>
  kind === 'by-lot' ? portfolio.value : paiseOf(portfolio.value);

/**
 * The portfolio by position, as the allocation uses it.
 *
 * @throws UserError naming every holding by lot without a position.
 */
export const positionsOf = (file: PortfolioFile): PortfolioByValue =>
  file.kind === 'by-value' ? file.portfolio : byPosition(file.portfolio);

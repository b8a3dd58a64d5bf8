import { paiseOf } from '../../src/market/money.ts';
import { type Portfolio, readPortfolio } from './portfolio-by-value.ts';
import { byPosition, type LotPortfolio } from './portfolio-by-lot.ts';
import type { Against } from './lot-row.ts';
import { readLots } from './read-lots.ts';

/** What is held, as the user's file tells it. Only lots tell what a sale is taxed. */
export type PortfolioFile =
  | { readonly kind: 'by-value'; readonly portfolio: Portfolio }
  | { readonly kind: 'by-lot'; readonly portfolio: LotPortfolio };

/**
 * Reads a portfolio file of either form, told apart by its header.
 *
 * @throws UserError with a problem for every fault.
 */
export function readPortfolioFile(text: string, file: string, against: Against): PortfolioFile {
  const header = text.slice(0, text.search(/[\r\n]|$/));
  return /(^|[\s",])holding([\s",]|$)/i.test(header)
    ? { kind: 'by-lot', portfolio: readLots(text, file, against) }
    : { kind: 'by-value', portfolio: readPortfolio(text, file) };
}

/** Paise of all that is held, cash included. */
export const valueOf = ({ kind, portfolio }: PortfolioFile): number =>
  kind === 'by-lot' ? portfolio.value : paiseOf(portfolio.value);

/**
 * The same by position, as the allocation takes it.
 *
 * @throws UserError naming every holding by lot that no position is given for.
 */
export const positionsOf = (held: PortfolioFile): Portfolio =>
  held.kind === 'by-value' ? held.portfolio : byPosition(held.portfolio);

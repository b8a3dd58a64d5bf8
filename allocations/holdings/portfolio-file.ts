import { paiseOf } from '../../src/market/money.ts';
import { isByValue, type PortfolioByValue, readPortfolioByValue } from './portfolio-by-value.ts';
import { byPosition, type PortfolioByLot } from './portfolio-by-lot.ts';
import { brokerFormat } from './brokers/broker-format.ts';
import { readBrokerFile } from './brokers/read-broker-file.ts';
import type { HeldFuture } from './held-future.ts';
import type { HoldingsContext } from './lot-row.ts';
import { readPortfolioByLot } from './read-lots.ts';

/** The user's portfolio file, by value or by lot. Tax on sales is computed only by lot. */
export type PortfolioFile =
  | { readonly kind: 'by-value'; readonly portfolio: PortfolioByValue }
  | { readonly kind: 'by-lot'; readonly portfolio: PortfolioByLot };

/**
 * Reads a portfolio file, by value, by lot, or as a broker or depository exports it; the header decides which.
 *
 * @throws UserError with one problem per fault.
 */
export function readPortfolioFile(text: string, file: string, context: HoldingsContext): PortfolioFile {
  if (isByLot(text)) return { kind: 'by-lot', portfolio: readPortfolioByLot(text, file, context) };
  const format = isByValue(text) ? null : brokerFormat(text);
  return format
    ? { kind: 'by-lot', portfolio: readBrokerFile(text, file, format, context) }
    : { kind: 'by-value', portfolio: readPortfolioByValue(text, file, context.asOf) };
}

/** Whether a file is a portfolio by lot, by its header. */
export const isByLot = (text: string): boolean => HOLDING.test(text.slice(0, text.search(/[\r\n]|$/)));

/** The column that only the form by lot has, quoted or not. */
const HOLDING = /(^|[,\uFEFF])\s*"?holding"?\s*(,|$)/i;

/** Nifty futures held. */
export const futuresOf = ({ portfolio }: PortfolioFile): readonly HeldFuture[] => portfolio.futures ?? [];

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

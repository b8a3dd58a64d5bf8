import { issuerPart } from '../../market/stocks/isin.ts';

/** What makes two ISINs the same holding: a split gives a stock another ISIN, but each fund has its own. */
export const stockKey = (isin: string): string => (isin.startsWith('INE') ? issuerPart(isin) : isin);

import { issuerPart } from '../market/stocks/isin.ts';
import type { Issuer } from '../market/stocks/daily-slice.ts';

/**
 * Identifies an issuer over time: the issuer part of its ISIN, because a split changes the serial number; its symbol
 * if no list gives an ISIN.
 */
export const issuerKey = ({ isin, symbol }: Pick<Issuer, 'isin' | 'symbol'>): string =>
  isin === '' ? symbol : issuerPart(isin);

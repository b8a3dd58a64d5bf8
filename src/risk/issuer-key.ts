import { issuerPart } from '../market/stocks/isin.ts';
import type { Issuer } from './day-slice.ts';

/**
 * What makes an issuer the same one over time: the issuer's part of its ISIN, since splits give it new serials; its
 * symbol where no list gives an ISIN.
 */
export const issuerKey = ({ isin, symbol }: Pick<Issuer, 'isin' | 'symbol'>): string =>
  isin === '' ? symbol : issuerPart(isin);

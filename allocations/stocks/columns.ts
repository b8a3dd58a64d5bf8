import { issuerPart } from '../../src/market/stocks/isin.ts';
import type { StockSnapshot } from './stock-snapshot.ts';

const known = new WeakMap<StockSnapshot, ReadonlyMap<string, number>>();

/** Columns of a snapshot by the issuer part of their ISINs. Kept with the snapshot: the accounts of a book ask for them again and again. */
export function columnsByIssuer(snapshot: StockSnapshot): ReadonlyMap<string, number> {
  const found = known.get(snapshot);
  if (found) return found;
  const columns = new Map(snapshot.issuers.map(({ isin }, i) => [issuerPart(isin), i]));
  known.set(snapshot, columns);
  return columns;
}

import { isFundSymbol } from '../../../src/market/stocks/fund-symbols.ts';
import { isinClass } from '../../../src/market/stocks/isin-class.ts';
import { quoted } from '../parse-amount.ts';
import type { StocksInStore } from '../stocks-in-store.ts';
import type { BrokerRow } from './broker-rows.ts';

/** The security of a line: an ISIN or an AMFI scheme code, or why it cannot be identified. */
export type SecurityOf = { readonly id: string } | { readonly message: string; readonly remedy: string };

/** NSE's series after a symbol: `TATAMOTORS-EQ`. */
const SERIES = /-(EQ|BE|BZ|SM|ST)$/;

/** The ISIN of a line, the AMFI code, or the ISIN of its symbol in the store. */
export function securityOf({ cell }: BrokerRow, stocks: StocksInStore): SecurityOf {
  const isin = cell('isin').toUpperCase();
  if (isinClass(isin) !== null) return { id: isin };
  if (isin !== '' && isin !== '-') {
    return { message: `${quoted(isin)} is not an ISIN.`, remedy: 'Check it for a typing error.' };
  }
  if (/^\d{5,6}$/.test(cell('amfi'))) return { id: cell('amfi') };
  const symbol = cell('symbol').toUpperCase().replace(SERIES, '');
  const found = symbol === '' ? null : stocks.isinOf(symbol);
  if (found !== null) return { id: found };
  const why = isFundSymbol(symbol) ? 'is an exchange-traded fund' : 'is not a symbol of a stock in the store';
  return {
    message: symbol === '' ? `${quoted(cell('name'))} has no ISIN.` : `${quoted(symbol)} ${why}.`,
    remedy: 'Add a column isin.',
  };
}

/**
 * How fund units are traded, as the column `traded` says it: by segment or folio; empty, for the list of exchange-traded
 * funds to decide, where neither is given. Empty for shares.
 */
export function tradedOf(id: string, { cell }: BrokerRow): string {
  if (!id.startsWith('INF')) return '';
  if (cell('traded') !== '') return cell('traded').toLowerCase();
  if (cell('folio') !== '' || /^mf|mutual/i.test(cell('segment'))) return 'fund';
  return cell('segment') === '' ? '' : 'exchange';
}

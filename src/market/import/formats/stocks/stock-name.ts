import { isIsin } from '../../../stocks/isin.ts';
import type { SeriesId } from '../../../series.ts';
import type { Cells } from '../../decoding/cells.ts';

/** NSE symbols: capital letters, digits, `&` and `-`. */
const SYMBOL = /^[A-Z0-9][A-Z0-9&-]*$/;

/** The series of a stock: its ISIN, or the symbol if the file has no ISIN. Rejects the row if neither is valid. */
export function stockSeries(cells: Cells, symbol: string, isin: string): SeriesId {
  if (isin !== '' && !isIsin(isin)) cells.reject('no ISIN', `${JSON.stringify(isin)} is not a valid ISIN`);
  if (isin !== '') return isin;
  if (!SYMBOL.test(symbol))
    cells.reject('no symbol', `${JSON.stringify(symbol)} is not a valid stock symbol`);
  return symbol;
}

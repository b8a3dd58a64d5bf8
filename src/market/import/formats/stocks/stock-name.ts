import { isIsin } from '../../../stocks/isin.ts';
import type { SeriesId } from '../../../series.ts';
import type { Cells } from '../../decoding/cells.ts';

/** NSE symbols: capitals, figures, `&` and `-`. */
const SYMBOL = /^[A-Z0-9][A-Z0-9&-]*$/;

/**
 * The series of a row about a company: its ISIN, or the symbol where the file has no ISIN. Spoils the row where
 * neither can be one.
 */
export function stockSeries(cells: Cells, symbol: string, isin: string): SeriesId {
  if (isin !== '' && !isIsin(isin))
    cells.reject('no ISIN', `${JSON.stringify(isin)} has not the form of an ISIN`);
  if (isin !== '') return isin;
  if (!SYMBOL.test(symbol)) cells.reject('no symbol', `${JSON.stringify(symbol)} is no symbol of a share`);
  return symbol;
}

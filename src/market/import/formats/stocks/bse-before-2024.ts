import { userError } from '../../../problem.ts';
import type { Format, FormatReader } from '../format.ts';

const COLUMNS = ['SC_CODE', 'SC_NAME', 'SC_GROUP', 'SC_TYPE'];

/**
 * BSE's `EQDDMMYY.CSV` to July 2024. Its rows have no day and no ISIN, so they cannot be stored; the format is known only
 * to say so.
 */
export const bseBefore2024: Format = {
  id: 'bse-before-2024',
  title: 'BSE bhavcopy to July 2024 (refused: it has no date and no ISIN)',
  headerExample:
    'SC_CODE,SC_NAME,SC_GROUP,SC_TYPE,OPEN,HIGH,LOW,CLOSE,LAST,PREVCLOSE,NO_TRADES,NO_OF_SHRS,NET_TURNOV,TDCLOINDI',
  ordered: false,
  matches: (header) => COLUMNS.every((column, i) => header[i] === column),
  begin: ({ about, header }): FormatReader => {
    const lacks = header.includes('ISIN_CODE')
      ? 'its dates have two-digit years'
      : 'its rows have no date, no NSE symbol and no ISIN';
    throw userError(
      'bse-before-2024',
      about,
      `is a BSE bhavcopy of the kind used until July 2024: ${lacks}.`,
      "Import NSE's bhavcopy of that day.",
    );
  },
};

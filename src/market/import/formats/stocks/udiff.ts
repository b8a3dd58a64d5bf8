import type { Format, FormatReader } from '../format.ts';
import { udiffFuture } from '../series/index-futures.ts';
import { udiffBars } from './stock-bars.ts';

/** The columns used here; the file has 34, in any order. */
const COLUMNS =
  'TradDt Sgmt Src FinInstrmTp ISIN TckrSymb SctySrs XpryDt OpnPric HghPric LwPric ClsPric SttlmPric OpnIntrst TtlTradgVol TtlTrfVal NewBrdLotQty'.split(
    ' ',
  );

/**
 * The bhavcopy of all Indian exchanges since 8 July 2024 (UDiFF): one header for every segment. Imports
 * index futures from the derivatives segment and stocks from the cash segment. The exchange is in the file name and in
 * every row; rows of another exchange are rejected.
 */
export const udiff: Format = {
  id: 'udiff',
  title: 'NSE or BSE bhavcopy (UDiFF, since July 2024)',
  headerExample: 'TradDt,BizDt,Sgmt,Src,FinInstrmTp,FinInstrmId,ISIN,TckrSymb,…',
  ordered: false,
  matches: (header) => header[0] === 'TradDt' && COLUMNS.every((column) => header.includes(column)),
  begin: ({ stem }): FormatReader => {
    const exchange = /^BhavCopy_BSE/i.test(stem) ? 'BSE' : 'NSE';
    return {
      source: exchange === 'BSE' ? 'bse' : 'nse',
      calendar: 'nse',
      numericDates: false,
      rows: (cells) => {
        const from = cells.text('Src');
        if (from !== exchange)
          cells.reject(
            'another exchange',
            `the exchange of the row is ${from || 'blank'}, but the file is from ${exchange}`,
          );
        return cells.text('Sgmt') === 'CM' ? udiffBars(cells) : udiffFuture(cells);
      },
    };
  },
};

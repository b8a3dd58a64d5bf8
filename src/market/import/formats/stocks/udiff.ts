import type { Format, Reading } from '../format.ts';
import { udiffFuture } from '../series/index-futures.ts';
import { udiffBars } from './stock-bars.ts';

/** The columns that are read here; the file has 34, in any order. */
const COLUMNS =
  'TradDt Sgmt Src FinInstrmTp ISIN TckrSymb SctySrs XpryDt OpnPric HghPric LwPric ClsPric SttlmPric OpnIntrst TtlTradgVol TtlTrfVal NewBrdLotQty'.split(
    ' ',
  );

/**
 * The bhavcopy of all Indian exchanges since 8 July 2024 (UDiFF): one header for every segment. Of the derivatives
 * the index futures are taken, of the cash segment the shares. The exchange is in the name of the file and in every
 * row: a row of another is not taken.
 */
export const udiff: Format = {
  id: 'udiff',
  title: 'NSE or BSE bhavcopy (UDiFF, since July 2024)',
  looks: 'TradDt,BizDt,Sgmt,Src,FinInstrmTp,FinInstrmId,ISIN,TckrSymb,…',
  ordered: false,
  matches: (header) => header[0] === 'TradDt' && COLUMNS.every((column) => header.includes(column)),
  begin: ({ stem }): Reading => {
    const exchange = /^BhavCopy_BSE/i.test(stem) ? 'BSE' : 'NSE';
    return {
      source: exchange === 'BSE' ? 'bse' : 'nse',
      calendar: 'nse',
      numericDates: false,
      rows: (cells) => {
        const from = cells.text('Src');
        if (from !== exchange)
          cells.reject('another exchange', `the row is of ${from || 'no exchange'} in a file of ${exchange}`);
        return cells.text('Sgmt') === 'CM' ? udiffBars(cells) : udiffFuture(cells);
      },
    };
  },
};

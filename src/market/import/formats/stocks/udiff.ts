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
 * index futures from the derivatives segment and stocks from the cash segment. The exchange is that of the first row,
 * whatever the file's name; rows of another exchange are rejected.
 */
export const udiff: Format = {
  id: 'udiff',
  title: 'NSE or BSE bhavcopy (UDiFF, since July 2024)',
  headerExample: 'TradDt,BizDt,Sgmt,Src,FinInstrmTp,FinInstrmId,ISIN,TckrSymb,…',
  ordered: false,
  matches: (header) => header[0] === 'TradDt' && COLUMNS.every((column) => header.includes(column)),
  begin: (): FormatReader => {
    let exchange: string | undefined;
    return {
      get source() {
        return exchange === 'BSE' ? 'bse' : 'nse';
      },
      calendar: 'nse',
      numericDates: false,
      rows: (cells) => {
        const from = cells.text('Src');
        if (from === 'NSE' || from === 'BSE') exchange ??= from;
        if (from !== exchange || exchange === undefined)
          cells.reject(
            'another exchange',
            `the exchange of the row is ${from || 'blank'}, not ${exchange ?? 'NSE or BSE'}`,
          );
        return cells.text('Sgmt') === 'CM' ? udiffBars(cells) : udiffFuture(cells);
      },
    };
  },
};

import type { Format } from '../format.ts';
import { stockSeries } from './stock-name.ts';

const COLUMNS = {
  symbol: 'SYMBOL',
  company: 'NAME OF COMPANY',
  isin: 'ISIN NUMBER',
  faceValue: 'FACE VALUE',
} as const;

/**
 * NSE's list of all stocks of its main board, which gives symbols their ISINs. It has no date and describes the day of
 * receipt.
 */
export const nseEquityList: Format = {
  id: 'nse-equity-list',
  title: 'NSE list of stocks (EQUITY_L)',
  headerExample:
    'SYMBOL,NAME OF COMPANY, SERIES, DATE OF LISTING, PAID UP VALUE, MARKET LOT, ISIN NUMBER, FACE VALUE',
  ordered: false,
  matches: (header) => Object.values(COLUMNS).every((column) => header.includes(column)),
  begin: ({ receivedOn }) => ({
    source: 'nse',
    calendar: 'any',
    numericDates: false,
    rows: (cells) => {
      const [symbol, isin] = [cells.text(COLUMNS.symbol), cells.text(COLUMNS.isin)];
      if (isin === '') cells.reject('no ISIN', `${symbol} has no ISIN`);
      return [
        {
          kind: 'classification',
          list: 'nse-equity-list',
          series: stockSeries(cells, symbol, isin),
          observedOn: receivedOn,
          knownOn: receivedOn,
          symbol,
          isin,
          company: cells.text(COLUMNS.company) || null,
          industry: null,
          faceValue: cells.number(COLUMNS.faceValue),
        },
      ];
    },
  }),
};

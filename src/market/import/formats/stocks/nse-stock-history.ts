import { userError } from '../../../problem.ts';
import { exactly, type FileFacts, type Format, type FormatReader } from '../format.ts';
import { bar, type BarColumns, nse } from './stock-bars.ts';
import { tradedValue } from './traded-value.ts';

/*
 * Histories of one share as NSE and its readers write them: prices as traded. Their traded values come in several units,
 * so they are checked against average price times volume.
 */

const NSEPY =
  'Date,Symbol,Series,Prev Close,Open,High,Low,Last,Close,VWAP,Volume,Turnover,Trades,Deliverable Volume,%Deliverble'.split(
    ',',
  );

/** Without a column of the value, which `tradedValue` reads. */
const NSEPY_COLUMNS: BarColumns = {
  symbol: 'Symbol',
  listing: 'Series',
  isin: null,
  date: 'Date',
  dateStyle: 'YYYY-MM-DD',
  open: 'Open',
  high: 'High',
  low: 'Low',
  close: 'Close',
  volume: 'Volume',
  value: '',
  valueUnit: 1,
};

/** nsepy, and the collections on Kaggle made with it. */
export const nsepy: Format = {
  id: 'nsepy',
  title: 'NSE history of a share by nsepy (also on Kaggle)',
  headerExample: NSEPY.join(','),
  ordered: true,
  matches: (header) =>
    exactly(...NSEPY)(header) ||
    // Without trades and deliveries, which early years lack.
    exactly(...NSEPY.slice(0, -2))(header) ||
    exactly(...NSEPY.slice(0, -3))(header),
  begin: (): FormatReader => ({
    source: 'third-party',
    calendar: 'nse',
    numericDates: false,
    rows: (cells) =>
      bar(cells, NSEPY_COLUMNS).map((row) => ({
        ...row,
        tradedValue: tradedValue(cells, 'Turnover', 'VWAP', 'Volume'),
      })),
  }),
};

const QUOTE =
  'Date,series,OPEN,HIGH,LOW,PREV. CLOSE,ltp,close,vwap,52W H,52W L,VOLUME,VALUE,No of trades'.split(',');

const QUOTE_COLUMNS: BarColumns = {
  ...NSEPY_COLUMNS,
  symbol: '',
  listing: 'series',
  dateStyle: 'DD Mon YYYY',
  open: 'OPEN',
  high: 'HIGH',
  low: 'LOW',
  close: 'close',
  volume: 'VOLUME',
};

/** NSE's `Quote-Equity-RELIANCE-EQ-01-01-2024-to-31-01-2024.csv`; only its name names the share. */
export const quoteEquity: Format = {
  id: 'nse-quote-equity',
  title: 'NSE history of a share (Quote-Equity)',
  headerExample: QUOTE.join(','),
  ordered: true,
  matches: exactly(...QUOTE),
  begin: (file): FormatReader => {
    const symbol = symbolOf(file);
    return {
      ...nse((cells) =>
        bar(cells, QUOTE_COLUMNS, symbol).map((row) => ({
          ...row,
          tradedValue: tradedValue(cells, 'VALUE', 'vwap', 'VOLUME'),
        })),
      ),
      inferred: {
        series: symbol,
        field: 'prices of a share',
        from: file.series === undefined ? 'the file name' : '--series',
      },
    };
  },
};

/** The symbol in the file name, which may itself contain `-` (`BAJAJ-AUTO`). @throws UserError if there is none. */
function symbolOf({ stem, series, about }: FileFacts): string {
  const symbol = series ?? /^Quote-Equity-(.+?)-[A-Z0-9]{2}-\d{2}-\d{2}-\d{4}/i.exec(stem)?.[1];
  if (symbol !== undefined) return symbol.toUpperCase();
  throw userError(
    'no-series',
    about,
    'names no share, neither in its content nor in its file name.',
    'Name the share by its symbol with --series, for example --series RELIANCE.',
  );
}

const SERVICE_COLUMNS: BarColumns = {
  symbol: 'CH_SYMBOL',
  listing: 'CH_SERIES',
  isin: null,
  date: 'CH_TIMESTAMP',
  dateStyle: 'YYYY-MM-DD',
  open: 'CH_OPENING_PRICE',
  high: 'CH_TRADE_HIGH_PRICE',
  low: 'CH_TRADE_LOW_PRICE',
  close: 'CH_CLOSING_PRICE',
  volume: 'CH_TOT_TRADED_QTY',
  value: 'CH_TOT_TRADED_VAL',
  valueUnit: 1,
};

const isServiceColumn = (column: unknown): column is string =>
  typeof column === 'string' && column.startsWith('CH_');

/** The answer of NSE's service of histories of a share. */
export const nseStockJson: Format = {
  id: 'nse-stock-json',
  title: 'NSE history of a share (JSON)',
  headerExample: Object.values(SERVICE_COLUMNS).filter(isServiceColumn).join(','),
  ordered: true,
  matches: (header) =>
    Object.values(SERVICE_COLUMNS)
      .filter(isServiceColumn)
      .every((column) => header.includes(column)),
  begin: ({ header }) => {
    const columns = { ...SERVICE_COLUMNS, isin: header.includes('CH_ISIN') ? 'CH_ISIN' : null };
    return nse((cells) => bar(cells, columns));
  },
};

import { userError } from '../../../problem.ts';
import { exactly, type FileFacts, type Format, type FormatReader } from '../format.ts';
import { bar, type BarColumns, nse } from './stock-bars.ts';
import { tradedValue } from './traded-value.ts';

/*
 * Histories of one stock as NSE and its readers write them: prices as traded. Their traded values come in several
 * units, so they are checked against average price times volume.
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
  title: 'NSE history of a stock by nsepy (also on Kaggle)',
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

/** The spelling of a column in a header; the case of letters changed over the years. */
const spelled = (header: readonly string[], column: string): string =>
  header.find((title) => title.toLowerCase() === column.toLowerCase()) ?? column;

/** jugaad-data writes the same columns, and the symbol after them. */
const hasSymbol = (header: readonly string[]): boolean =>
  header.length === QUOTE.length + 1 && header.at(-1)!.toLowerCase() === 'symbol';

/**
 * NSE's `Quote-Equity-RELIANCE-EQ-01-01-2024-to-31-01-2024.csv`, which only its file name identifies, and the same
 * history saved by jugaad-data with a column of the symbol.
 */
export const quoteEquity: Format = {
  id: 'nse-quote-equity',
  title: 'NSE history of a stock (Quote-Equity)',
  headerExample: QUOTE.join(','),
  ordered: true,
  matches: (header) =>
    (header.length === QUOTE.length || hasSymbol(header)) &&
    QUOTE.every((column, i) => column.toLowerCase() === header[i]!.toLowerCase()),
  begin: (file): FormatReader => {
    const { header } = file;
    const symbol = hasSymbol(header) ? undefined : symbolOf(file);
    const at = (column: string): string => spelled(header, column);
    const columns: BarColumns = {
      symbol: at('Symbol'),
      listing: at('series'),
      isin: null,
      date: at('Date'),
      dateStyle: 'DD Mon YYYY',
      open: at('OPEN'),
      high: at('HIGH'),
      low: at('LOW'),
      close: at('close'),
      volume: at('VOLUME'),
      value: '',
      valueUnit: 1,
    };
    const [value, vwap] = [at('VALUE'), at('vwap')];
    return {
      ...nse((cells) =>
        bar(cells, columns, symbol).map((row) => ({
          ...row,
          tradedValue: tradedValue(cells, value, vwap, columns.volume),
        })),
      ),
      ...(symbol !== undefined && {
        inferred: {
          series: symbol,
          field: 'prices of a stock',
          from: file.series === undefined ? 'the file name' : '--series',
        },
      }),
    };
  },
};

const PRICE_VOLUME =
  'Symbol,Series,Date,Prev Close,Open Price,High Price,Low Price,Last Price,Close Price,Average Price,Total Traded Quantity'.split(
    ',',
  );

const PRICE_VOLUME_COLUMNS: BarColumns = {
  symbol: 'Symbol',
  listing: 'Series',
  isin: null,
  date: 'Date',
  dateStyle: 'DD Mon YYYY',
  open: 'Open Price',
  high: 'High Price',
  low: 'Low Price',
  close: 'Close Price',
  volume: 'Total Traded Quantity',
  value: '',
  valueUnit: 1,
};

/** NSE's security-wise price, volume and delivery history, `…-TO-…-RELIANCE-EQ-N.csv`; the unit of its turnover varies. */
export const priceVolume: Format = {
  id: 'nse-price-volume',
  title: 'NSE price, volume and delivery history of a stock',
  headerExample: `${PRICE_VOLUME.join(',')},Turnover ₹,No. of Trades`,
  ordered: true,
  matches: (header) =>
    PRICE_VOLUME.every((column, i) => header[i] === column) &&
    header[PRICE_VOLUME.length]?.startsWith('Turnover') === true,
  begin: ({ header }): FormatReader => {
    const turnover = header[PRICE_VOLUME.length]!;
    return nse((cells) =>
      bar(cells, PRICE_VOLUME_COLUMNS).map((row) => ({
        ...row,
        tradedValue: tradedValue(cells, turnover, 'Average Price', 'Total Traded Quantity'),
      })),
    );
  },
};

/** The symbol in the file name, which may itself contain `-` (`BAJAJ-AUTO`). @throws UserError if there is none. */
function symbolOf({ stem, series, about }: FileFacts): string {
  const symbol = series ?? /^Quote-Equity-(.+?)-[A-Z0-9]{2}-\d{2}-\d{2}-\d{4}/i.exec(stem)?.[1];
  if (symbol !== undefined) return symbol.toUpperCase();
  throw userError(
    'no-series',
    about,
    'names no stock, neither in its content nor in its file name.',
    'Name the stock by its symbol with --series, for example --series RELIANCE.',
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

/** The response of NSE's web service for the history of a stock. */
export const nseStockJson: Format = {
  id: 'nse-stock-json',
  title: 'NSE history of a stock (JSON)',
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

import { userError } from '../../../problem.ts';
import { type Format, type FormatReader } from '../format.ts';
import { openYahooFile } from './yahoo-bars.ts';

const PRICES = ['Open', 'High', 'Low', 'Close', 'Volume'];
/** Columns that a download may have beside the prices, in any order. */
const OPTIONAL: ReadonlySet<string> = new Set([
  ...PRICES,
  'Adj Close',
  'Dividends',
  'Stock Splits',
  'Capital Gains',
]);

const isOneSymbol = (header: readonly string[], date: string): boolean =>
  header[0] === date &&
  PRICES.every((column) => header.includes(column)) &&
  header.slice(1).every((column) => OPTIONAL.has(column));

const adjustedCloseIn = (header: readonly string[]): string | null =>
  header.includes('Adj Close') ? 'Adj Close' : null;

/**
 * Yahoo's own download of one symbol, or that of a library, which only the file name names: `^NSEI.csv`,
 * `RELIANCE.NS.csv`.
 */
export const yahooSymbol: Format = {
  id: 'yahoo-symbol',
  title: 'Yahoo history of one index or share',
  headerExample: 'Date,Open,High,Low,Close,Adj Close,Volume',
  ordered: true,
  dateColumn: 'Date',
  matches: (header) => isOneSymbol(header, 'Date'),
  begin: (file): FormatReader =>
    openYahooFile(file, { date: 'Date', adjustedClose: adjustedCloseIn(file.header) }),
};

/** The same written by newer yfinance, with three header rows; the second names the symbol. */
export const yfinance: Format = {
  id: 'yfinance',
  title: 'yfinance history of one index or share',
  headerExample: 'Price,Close,High,Low,Open,Volume',
  headerRows: 3,
  ordered: true,
  dateColumn: 0,
  matches: (header) => isOneSymbol(header, 'Price'),
  begin: (file): FormatReader => {
    const [tickers = [], dates = []] = file.subheader;
    const [ticker = '', ...others] = tickers.slice(1);
    if (tickers[0] !== 'Ticker' || dates[0] !== 'Date' || ticker === '' || others.some((t) => t !== ticker))
      throw userError(
        'unknown-format',
        file.about,
        'its second and third line are not those of yfinance for one symbol: "Ticker,^NSEI,…" and "Date".',
        'Download each symbol into a file of its own.',
      );
    return openYahooFile(file, { date: 'Price', adjustedClose: adjustedCloseIn(file.header) }, ticker);
  },
};

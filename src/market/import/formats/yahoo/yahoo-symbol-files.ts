import { userError } from '../../../problem.ts';
import { exactly, type Format, type FormatReader } from '../format.ts';
import { openYahooFile } from './yahoo-bars.ts';

/** Yahoo's own download of one symbol, which only its file name gives: `^NSEI.csv`, `RELIANCE.NS.csv`. */
export const yahooSymbol: Format = {
  id: 'yahoo-symbol',
  title: 'Yahoo history of one index or share',
  headerExample: 'Date,Open,High,Low,Close,Adj Close,Volume',
  ordered: true,
  dateColumn: 'Date',
  matches: exactly('Date', 'Open', 'High', 'Low', 'Close', 'Adj Close', 'Volume'),
  begin: (file): FormatReader => openYahooFile(file, { date: 'Date', adjustedClose: 'Adj Close' }),
};

const FIGURES = ['Close', 'High', 'Low', 'Open', 'Volume'];

/** The same written by newer yfinance, with three header rows; the second names the symbol. */
export const yfinance: Format = {
  id: 'yfinance',
  title: 'yfinance history of one index or share',
  headerExample: 'Price,Close,High,Low,Open,Volume',
  headerRows: 3,
  ordered: true,
  dateColumn: 0,
  matches: (header) =>
    exactly('Price', ...FIGURES)(header) || exactly('Price', 'Adj Close', ...FIGURES)(header),
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
    const adjustedClose = file.header.includes('Adj Close') ? 'Adj Close' : null;
    return openYahooFile(file, { date: 'Price', adjustedClose }, ticker);
  },
};

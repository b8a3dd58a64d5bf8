import type { Day } from '../../../day.ts';
import { ISIN_CLASS_NAMES, isinClass } from '../../../stocks/isin-class.ts';
import { isEntitlementSymbol, isFundSymbol, isSpecialShareSymbol } from '../../../stocks/fund-symbols.ts';
import type { StockBar } from '../../../stocks/stock-row.ts';
import type { Cells } from '../../decoding/cells.ts';
import type { DateStyle } from '../../decoding/dates.ts';
import { exactly, type Format, type FormatReader } from '../format.ts';
import { stockSeries } from './stock-name.ts';

const LAKH = 100_000;

/** The columns of a bhavcopy. */
export interface BarColumns {
  readonly symbol: string;
  readonly listing: string;
  /** Null if the file has none. */
  readonly isin: string | null;
  readonly date: string;
  readonly dateStyle: DateStyle;
  readonly open: string;
  readonly high: string;
  readonly low: string;
  readonly close: string;
  readonly volume: string;
  readonly value: string;
  /** Rupees in one unit of `value`. */
  readonly valueUnit: number;
}

/** Main-board stocks: `EQ`, and `BE` (trade-for-trade, compulsory delivery). */
export const LISTINGS: ReadonlySet<string> = new Set(['EQ', 'BE']);

/** @param named the symbol, if no column has it. */
export function bar(cells: Cells, columns: BarColumns, named?: string): StockBar[] {
  const listing = cells.text(columns.listing);
  if (!LISTINGS.has(listing)) {
    cells.reject('not series EQ or BE', `the series is ${listing || 'blank'}`);
    return [];
  }
  return [barOf(cells, columns, listing, named ?? cells.text(columns.symbol))];
}

function barOf(cells: Cells, columns: BarColumns, listing: string, symbol: string): StockBar {
  const isin = columns.isin === null ? '' : cells.text(columns.isin);
  const found = isin === '' ? 'ordinary-share' : isinClass(isin);
  if (found !== 'ordinary-share') {
    const what = found === null ? 'not an ISIN' : ISIN_CLASS_NAMES[found];
    cells.reject('not an equity share', `${isin} is ${what}; only ordinary fully paid shares are taken`);
  }
  if (isin === '') rejectBySymbol(cells, symbol);
  const observedOn: Day = cells.day(columns.date, styleOf(cells.text(columns.date), columns));
  const value = cells.number(columns.value);
  return {
    kind: 'stock-bar',
    series: stockSeries(cells, symbol, isin),
    observedOn,
    knownOn: observedOn,
    open: cells.number(columns.open),
    high: cells.number(columns.high),
    low: cells.number(columns.low),
    close: cells.number(columns.close),
    adjustedClose: null,
    volume: cells.number(columns.volume),
    tradedValue: value === null ? null : value * columns.valueUnit,
    symbol,
    listing,
    basis: 'as-traded',
  };
}

/** A file saved by pandas has its days in ISO, which cannot be confused with another style. */
const styleOf = (date: string, { dateStyle }: BarColumns): DateStyle =>
  /^\d{4}-\d{2}-\d{2}$/.test(date) ? 'YYYY-MM-DD' : dateStyle;

/** Without an ISIN only the symbol shows that a line is not a stock. */
function rejectBySymbol(cells: Cells, symbol: string): void {
  if (isEntitlementSymbol(symbol))
    cells.reject('not an equity share', `${symbol} is a rights entitlement, not a stock`);
  if (isSpecialShareSymbol(symbol))
    cells.reject(
      'not an equity share',
      `${symbol} is a share with other voting rights; only ordinary fully paid shares are taken`,
    );
  if (isFundSymbol(symbol))
    cells.reject('not an equity share', `${symbol} is a unit of an exchange-traded fund`);
}

const LEGACY = [
  'SYMBOL',
  'SERIES',
  'OPEN',
  'HIGH',
  'LOW',
  'CLOSE',
  'LAST',
  'PREVCLOSE',
  'TOTTRDQTY',
  'TOTTRDVAL',
  'TIMESTAMP',
];

const legacyColumns = (isin: string | null): BarColumns => ({
  symbol: 'SYMBOL',
  listing: 'SERIES',
  isin,
  date: 'TIMESTAMP',
  dateStyle: 'DD Mon YYYY',
  open: 'OPEN',
  high: 'HIGH',
  low: 'LOW',
  close: 'CLOSE',
  volume: 'TOTTRDQTY',
  value: 'TOTTRDVAL',
  valueUnit: 1,
});

/** NSE's own prices as traded. */
export const nse = (rows: FormatReader['rows']): FormatReader => ({
  source: 'nse',
  calendar: 'nse',
  numericDates: false,
  rows,
});

/** NSE's cash bhavcopy to July 2024, with a trailing comma; before 2011 without ISIN. */
export const legacyStockBars: Format = {
  id: 'nse-cash-legacy',
  title: 'NSE cash bhavcopy (to July 2024)',
  headerExample: `${LEGACY.join(',')},TOTALTRADES,ISIN,`,
  ordered: false,
  matches: (header) => exactly(...LEGACY)(header) || exactly(...LEGACY, 'TOTALTRADES', 'ISIN')(header),
  begin: ({ header }) => {
    const columns = legacyColumns(header.includes('ISIN') ? 'ISIN' : null);
    return nse((cells) => bar(cells, columns));
  },
};

const FULL: BarColumns = {
  symbol: 'SYMBOL',
  listing: 'SERIES',
  isin: null,
  date: 'DATE1',
  dateStyle: 'DD Mon YYYY',
  open: 'OPEN_PRICE',
  high: 'HIGH_PRICE',
  low: 'LOW_PRICE',
  close: 'CLOSE_PRICE',
  volume: 'TTL_TRD_QNTY',
  value: 'TURNOVER_LACS',
  valueUnit: LAKH,
};

/** NSE's full bhavcopy with deliveries, with a space after every comma; value in ₹ lakh, no ISIN. */
export const fullStockBars: Format = {
  id: 'nse-cash-full',
  title: 'NSE full bhavcopy with deliveries (sec_bhavdata_full)',
  headerExample:
    'SYMBOL, SERIES, DATE1, PREV_CLOSE, OPEN_PRICE, HIGH_PRICE, LOW_PRICE, LAST_PRICE, CLOSE_PRICE, …',
  ordered: false,
  matches: (header) =>
    Object.values(FULL).every((c) => typeof c !== 'string' || c === FULL.dateStyle || header.includes(c)),
  begin: () => nse((cells) => bar(cells, FULL)),
};

const UDIFF: BarColumns = {
  symbol: 'TckrSymb',
  listing: 'SctySrs',
  isin: 'ISIN',
  date: 'TradDt',
  dateStyle: 'YYYY-MM-DD',
  open: 'OpnPric',
  high: 'HghPric',
  low: 'LwPric',
  close: 'ClsPric',
  volume: 'TtlTradgVol',
  value: 'TtlTrfVal',
  valueUnit: 1,
};

/**
 * A line of the cash segment in the UDiFF format of all Indian exchanges since July 2024. All BSE groups (A, B, T …)
 * contain stocks; bonds and funds are excluded by their ISIN.
 */
export const udiffBars = (cells: Cells): StockBar[] =>
  cells.text('Src') === 'BSE'
    ? [barOf(cells, UDIFF, cells.text(UDIFF.listing), cells.text(UDIFF.symbol))]
    : bar(cells, UDIFF);

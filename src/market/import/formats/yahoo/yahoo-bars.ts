import { addDays, type Day, day } from '../../../day.ts';
import { readDate } from '../../decoding/dates.ts';
import { userError } from '../../../problem.ts';
import { US_VIX, type SeriesId } from '../../../series.ts';
import type { Row } from '../../../store/rows.ts';
import type { Cells } from '../../decoding/cells.ts';
import type { FileFacts, FormatReader } from '../format.ts';
import { seriesOf } from '../series/series-name.ts';
import { stockSeries } from '../stocks/stock-name.ts';
import { instrumentOf, type YahooInstrument } from './yahoo-symbol.ts';

/**
 * AdjClose is used from this day on. Before it, Yahoo subtracts dividends of Indian stocks without adjusting them for
 * later splits, so that AdjClose falls far below the close and even below zero (our choice, from a panel of 2000–2020).
 */
export const ADJUSTED_FROM = day('2006-01-01');

/** The columns of a file of one symbol. */
export interface YahooColumns {
  readonly date: string;
  /** Null if the file has none: its closes are then adjusted for dividends too. */
  readonly adjustedClose: string | null;
}

/** Yahoo's writing of a day without a price. */
const MISSING: ReadonlySet<string> = new Set(['null', 'nan', 'none']);

const figure = (cells: Cells, column: string): number | null =>
  MISSING.has(cells.text(column).toLowerCase()) ? null : cells.number(column);

/** The day in a cell, which yfinance writes with a midnight: `2021-12-29 00:00:00+05:30`. */
function dayIn(cells: Cells, column: string): Day {
  const observedOn = readDate(cells.text(column).replace(/[ T]00:00:00.*$/, ''), 'YYYY-MM-DD');
  return observedOn ?? cells.day(column, 'YYYY-MM-DD');
}

/** The price level of an index, as published: never total return, whatever the column is called. Volumes are in unknown units. */
function indexBar(cells: Cells, series: SeriesId, observedOn: Day): Row {
  return {
    kind: 'bar',
    series,
    observedOn,
    // Chicago closes after the Indian day ends.
    knownOn: series === US_VIX ? addDays(observedOn, 1) : observedOn,
    open: figure(cells, 'Open'),
    high: figure(cells, 'High'),
    low: figure(cells, 'Low'),
    close: figure(cells, 'Close'),
    volume: null,
    turnover: null,
  };
}

/** A session of a stock: prices and volumes adjusted as of the day of download. */
function stockBar(cells: Cells, symbol: string, adjustedClose: string, observedOn: Day): Row {
  const adjusted = figure(cells, adjustedClose);
  return {
    kind: 'stock-bar',
    series: stockSeries(cells, symbol, ''),
    observedOn,
    knownOn: observedOn,
    open: figure(cells, 'Open'),
    high: figure(cells, 'High'),
    low: figure(cells, 'Low'),
    close: figure(cells, 'Close'),
    adjustedClose: observedOn < ADJUSTED_FROM ? null : adjusted,
    volume: figure(cells, 'Volume'),
    tradedValue: null,
    symbol,
    listing: '',
    basis: 'split-adjusted',
  };
}

/**
 * Opens a file of one symbol.
 *
 * @param named the symbol, if the content names it.
 * @throws UserError if the dates have two-digit years, or if neither content nor name nor option identifies the
 * instrument.
 */
export function openYahooFile(file: FileFacts, columns: YahooColumns, named?: string): FormatReader {
  refuseTwoFigureYears(file);
  const { instrument, from } = identifyInstrument(file, named);
  if (instrument.kind === 'stock' && columns.adjustedClose === null)
    throw userError(
      'adjusted-prices',
      file.about,
      'it has no Adj Close, so its prices are adjusted for dividends and are not those at which the stock traded.',
      'Download it with auto_adjust=False.',
    );
  const id = instrument.kind === 'index' ? instrument.series : instrument.symbol;
  return {
    source: 'third-party',
    calendar: instrument.kind === 'stock' ? 'any' : id === US_VIX ? 'weekdays' : 'nse',
    numericDates: false,
    ...(from !== null && {
      inferred: {
        series: id,
        field: instrument.kind === 'index' ? 'price' : 'prices of a stock, adjusted for splits',
        from,
      },
    }),
    rows: (cells) => {
      const observedOn = dayIn(cells, columns.date);
      if (figure(cells, 'Close') === null)
        cells.reject(
          'no price',
          `Close is ${JSON.stringify(cells.text('Close'))}: Yahoo has no price of this day`,
        );
      return [
        instrument.kind === 'index'
          ? indexBar(cells, instrument.series, observedOn)
          : stockBar(cells, instrument.symbol, columns.adjustedClose!, observedOn),
      ];
    },
  };
}

function identifyInstrument(
  file: FileFacts,
  named: string | undefined,
): { readonly instrument: YahooInstrument; readonly from: '--series' | 'the file name' | null } {
  if (named !== undefined) {
    const instrument = instrumentOf(named, file.about);
    if (instrument) return { instrument, from: null };
  } else if (file.series === undefined) {
    const instrument = instrumentOf(file.stem, file.about);
    if (instrument) return { instrument, from: 'the file name' };
  }
  if (file.series !== undefined) {
    const { series } = seriesOf(file, () => '');
    return { instrument: { kind: 'index', series }, from: '--series' };
  }
  throw userError(
    'no-series',
    file.about,
    named === undefined
      ? 'is a Yahoo file of one symbol, and its name is not a known Yahoo symbol.'
      : `is a Yahoo file of ${JSON.stringify(named)}, which is not a known index or NSE stock.`,
    'Name it by its symbol (^NSEI.csv, ^INDIAVIX.csv, RELIANCE.NS.csv), or name its index with --series.',
  );
}

function refuseTwoFigureYears({ dates, about }: FileFacts): void {
  const { count, line } = dates.twoDigitYears;
  if (count > 0)
    throw userError(
      'two-digit-years',
      about,
      `${count === 1 ? 'one of its dates has a two-digit year' : `${count} of its dates have two-digit years`}, first on line ${line}, as a spreadsheet writes them; the century is not guessed.`,
      'Import the file as downloaded, or format the dates as YYYY-MM-DD before saving it again.',
    );
}

import { ADJUSTED_FROM } from './yahoo-bars.ts';
import { exactly, type Format, type FormatReader } from '../format.ts';
import { stockSeries } from '../stocks/stock-name.ts';

const COLUMNS = ['Symbol', 'Date', 'Open', 'High', 'Low', 'Close', 'AdjClose', 'Volume'];

/**
 * Daily prices of many stocks in Yahoo's layout: prices and volumes are adjusted for all splits and bonuses up to the
 * file's last day. A panel may mark rows on holidays with `NseDay` 0.
 */
export const yahooPanel: Format = {
  id: 'yahoo-panel',
  title: 'Yahoo-style stock prices, adjusted for later splits',
  headerExample: COLUMNS.join(','),
  ordered: true,
  mayBeParquet: true,
  matches: (header) => exactly(...COLUMNS)(header) || exactly(...COLUMNS, 'NseDay')(header),
  begin: ({ header }): FormatReader => {
    const marksHolidays = header.includes('NseDay');
    return {
      source: 'third-party',
      calendar: 'any',
      numericDates: false,
      rows: (cells) => {
        const observedOn = cells.day('Date', 'YYYY-MM-DD');
        if (marksHolidays && cells.text('NseDay') !== '1')
          cells.reject('no session', `NseDay is ${cells.text('NseDay') || 'blank'}: the exchange was closed`);
        const symbol = cells.text('Symbol');
        const adjusted = cells.number('AdjClose');
        return [
          {
            kind: 'stock-bar',
            series: stockSeries(cells, symbol, ''),
            observedOn,
            knownOn: observedOn,
            open: cells.number('Open'),
            high: cells.number('High'),
            low: cells.number('Low'),
            close: cells.number('Close'),
            adjustedClose: observedOn < ADJUSTED_FROM ? null : adjusted,
            volume: cells.number('Volume'),
            tradedValue: null,
            symbol,
            listing: '',
            basis: 'split-adjusted',
          },
        ];
      },
    };
  },
};

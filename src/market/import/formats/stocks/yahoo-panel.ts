import { day } from '../../../day.ts';
import { exactly, type Format, type Reading } from '../format.ts';
import { stockSeries } from './stock-name.ts';

const COLUMNS = ['Symbol', 'Date', 'Open', 'High', 'Low', 'Close', 'AdjClose', 'Volume'];

/**
 * From this day AdjClose is taken. Before it, dividends of Indian shares are taken out of it without regard to later
 * splits, so that it falls to a small part of the close and below zero (our choice, from a panel of 2000–2020).
 */
const ADJUSTED_FROM = day('2006-01-01');

/**
 * Daily prices of many shares as Yahoo gives them: all prices and volumes in the terms of the file's last day, as
 * splits and bonuses after each row have been put in. A panel may mark with `NseDay` 0 rows that stand on holidays.
 */
export const yahooPanel: Format = {
  id: 'yahoo-panel',
  title: 'Yahoo-style stock prices, adjusted for later splits',
  looks: COLUMNS.join(','),
  ordered: true,
  mayBeParquet: true,
  matches: (header) => exactly(...COLUMNS)(header) || exactly(...COLUMNS, 'NseDay')(header),
  begin: ({ header }): Reading => {
    const marksHolidays = header.includes('NseDay');
    return {
      source: 'third-party',
      calendar: 'any',
      numericDates: false,
      rows: (cells) => {
        const observedOn = cells.day('Date', 'YYYY-MM-DD');
        if (marksHolidays && cells.text('NseDay') !== '1')
          cells.reject('no session', `NseDay is ${cells.text('NseDay') || 'blank'}: the exchange was shut`);
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

import { isEntitlementSymbol, isFundSymbol, isSpecialShareSymbol } from '../../../stocks/fund-symbols.ts';
import type { Cells } from '../../decoding/cells.ts';
import { exactly, type Format, type FormatReader } from '../format.ts';
import { LISTINGS } from './stock-bars.ts';
import { stockSeries } from './stock-name.ts';

const COLUMNS = [
  'Trade Date',
  'Symbol',
  'Series',
  'Security Name',
  'Category',
  'Last Trade Date',
  'Face Value(Rs.)',
  'Issue Size',
  'Close Price/Paid up value(Rs.)',
  'Market Cap(Rs.)',
];

/** Market value over shares times price differs from 1 by rounding only; beyond this the row is misprinted (our choice). */
const TOLERANCE = 0.001;

/** Rejects a row whose market value is not its shares times its price. */
function checkMarketValue(cells: Cells, shares: number | null): void {
  const [price, value] = [cells.number('Close Price/Paid up value(Rs.)'), cells.number('Market Cap(Rs.)')];
  if (shares === null || price === null || value === null || value === 0) return;
  if (Math.abs((shares * price) / value - 1) > TOLERANCE)
    cells.reject(
      'contradictory figures',
      `Issue Size ${shares} times the price of ${price} is not Market Cap ${value}`,
    );
}

/**
 * NSE's daily `mcapDDMMYYYY.csv` out of its PR archive: the shares that each company has issued, counted on that day, and
 * their face value.
 */
export const nseMarketCaps: Format = {
  id: 'nse-market-caps',
  title: 'NSE market capitalisation and issue size (mcap)',
  headerExample: COLUMNS.join(','),
  ordered: false,
  matches: exactly(...COLUMNS),
  begin: (): FormatReader => ({
    source: 'nse',
    calendar: 'nse',
    numericDates: false,
    rows: (cells) => {
      const [symbol, listing] = [cells.text('Symbol'), cells.text('Series')];
      if (!LISTINGS.has(listing)) {
        cells.reject('not series EQ or BE', `the series is ${listing || 'blank'}`);
        return [];
      }
      if (isFundSymbol(symbol) || isEntitlementSymbol(symbol) || isSpecialShareSymbol(symbol))
        cells.reject(
          'not an equity share',
          `${symbol} is a unit of a fund, a rights entitlement or a share with other voting rights`,
        );
      const observedOn = cells.day('Trade Date', 'DD Mon YYYY');
      const outstanding = cells.number('Issue Size');
      checkMarketValue(cells, outstanding);
      const series = stockSeries(cells, symbol, '');
      return [{ kind: 'shares', series, observedOn, knownOn: observedOn, outstanding }];
    },
  }),
};

import type { Day } from '../../../day.ts';
import type { Flow } from '../../../store/rows.ts';
import { FII } from '../../../series.ts';
import type { Cells } from '../../decoding/cells.ts';
import { type Format, type FormatReader, exactly } from '../format.ts';

const DII = 'dii';

/** The series of an investor category as files write it: `FII/FPI`, `FII/FPI *`, `DII **`. */
function investor(cells: Cells, column: string | number): string {
  const category = cells.text(column).replace(/[ *]+$/, '');
  if (category === 'FII/FPI' || category === 'FII') return FII;
  if (category === 'DII') return DII;
  cells.reject('unknown category', `category is ${JSON.stringify(category)}, not FII/FPI or DII`);
  return FII;
}

type Column = string | number;

/**
 * Purchases and sales of one class of investor on a day, ₹ crore; no row if all are 0, which is how files fill a gap.
 * Some copies write sales with a minus sign; if the net confirms it, the sign is removed.
 */
function flowOf(
  cells: Cells,
  series: string,
  observedOn: Day,
  [buyAt, sellAt, netAt]: readonly [buy: Column, sell: Column, net: Column],
): Flow[] {
  const buy = cells.number(buyAt);
  const sold = cells.number(sellAt);
  const net = cells.number(netAt);
  if ((buy ?? 0) === 0 && (sold ?? 0) === 0 && (net ?? 0) === 0) return [];
  const sell =
    sold !== null && buy !== null && net !== null && isClose(buy + sold, net) ? Math.abs(sold) : sold;
  return [{ kind: 'flow', series, observedOn, knownOn: observedOn, buy, sell, net }];
}

/** Equal up to the rounding of three numbers with two decimals. */
const isClose = (a: number, b: number): boolean => Math.abs(a - b) < 0.02;

/** NSE's own service: one row per day and category. */
export const nseFlows: Format = {
  id: 'nse-flows',
  title: 'NSE FII/DII cash-market activity',
  headerExample: 'category,date,buyValue,sellValue,netValue',
  // Two lines a day, newest or oldest first; each category is in order.
  ordered: true,
  needsSessions: true,
  dateColumn: 'date',
  matches: exactly('category', 'date', 'buyValue', 'sellValue', 'netValue'),
  begin: ({ dates }): FormatReader => {
    const isNumeric = dates.numeric > 0;
    return {
      source: 'nse',
      calendar: 'nse',
      numericDates: isNumeric,
      rows: (cells) => {
        const observedOn = cells.day('date', isNumeric ? 'DD-MM-YYYY' : 'DD Mon YYYY');
        return flowOf(cells, investor(cells, 'category'), observedOn, ['buyValue', 'sellValue', 'netValue']);
      },
    };
  },
};

/** The page's table with the unit in each title; a spreadsheet may have lost the rupee sign. */
const PAGE_COLUMNS = [/^Category$/i, /^Date$/i, /^Buy Value ?\(/i, /^Sell Value ?\(/i, /^Net Value ?\(/i];

/** The CSV of NSE's page of FII/DII activity, ₹ crore. */
export const nseFlowsPage: Format = {
  id: 'nse-flows-page',
  title: 'NSE FII/DII cash-market activity (CSV of the page)',
  headerExample: 'Category,Date,Buy Value(₹ Crores),Sell Value (₹ Crores),Net Value (₹ Crores)',
  ordered: true,
  needsSessions: true,
  matches: (header) =>
    header.length === PAGE_COLUMNS.length &&
    PAGE_COLUMNS.every((title, i) => title.test(header[i]!)) &&
    header.slice(2).every((title) => /Cr/i.test(title)),
  begin: (): FormatReader => ({
    source: 'nse',
    calendar: 'nse',
    numericDates: false,
    rows: (cells) => flowOf(cells, investor(cells, 0), cells.day(1, 'DD Mon YYYY'), [2, 3, 4]),
  }),
};

/** A third party's file with both categories in a row; column names occur twice. */
export const wideFlows: Format = {
  id: 'wide-flows',
  title: 'FII/DII cash-market activity, both categories in a row',
  headerExample: 'date,category,buy_value,sell_value,net_value,category,buy_value,sell_value,net_value',
  ordered: true,
  needsSessions: true,
  matches: exactly(
    'date',
    'category',
    'buy_value',
    'sell_value',
    'net_value',
    'category',
    'buy_value',
    'sell_value',
    'net_value',
  ),
  begin: (): FormatReader => ({
    source: 'third-party',
    calendar: 'nse',
    numericDates: true,
    rows: (cells) => {
      const observedOn = cells.day(0, 'DD-MM-YYYY');
      return [
        ...flowOf(cells, investor(cells, 1), observedOn, [2, 3, 4]),
        ...flowOf(cells, investor(cells, 5), observedOn, [6, 7, 8]),
      ];
    },
  }),
};

/** The same with ISO dates and distinct column names. */
export const namedFlows: Format = {
  id: 'named-flows',
  title: 'FII/DII cash-market activity, one column per value',
  headerExample: 'Date,FII_Buy,FII_Sell,FII_Net,DII_Buy,DII_Sell,DII_Net',
  ordered: true,
  needsSessions: true,
  matches: exactly('Date', 'FII_Buy', 'FII_Sell', 'FII_Net', 'DII_Buy', 'DII_Sell', 'DII_Net'),
  begin: (): FormatReader => ({
    source: 'third-party',
    calendar: 'nse',
    numericDates: false,
    rows: (cells) => {
      const observedOn = cells.day('Date', 'YYYY-MM-DD');
      return [
        ...flowOf(cells, FII, observedOn, ['FII_Buy', 'FII_Sell', 'FII_Net']),
        ...flowOf(cells, DII, observedOn, ['DII_Buy', 'DII_Sell', 'DII_Net']),
      ];
    },
  }),
};

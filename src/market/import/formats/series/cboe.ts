import { addDays } from '../../../day.ts';
import { US_VIX } from '../../../series.ts';
import type { Bar } from '../../../store/rows.ts';
import { userError } from '../../../problem.ts';
import type { Cells } from '../../decoding/cells.ts';
import type { DateStyle } from '../../decoding/dates.ts';
import { type Format, type FormatReader, exactly } from '../format.ts';

/** Chicago closes after the Indian day ends, so a close is known from the next calendar day. */
function barOf(cells: Cells, columns: readonly string[], style: DateStyle): Bar {
  const [date, open, high, low, close] = columns as [string, string, string, string, string];
  const observedOn = cells.day(date, style);
  return {
    kind: 'bar',
    series: US_VIX,
    observedOn,
    knownOn: addDays(observedOn, 1),
    open: cells.number(open),
    high: cells.number(high),
    low: cells.number(low),
    close: cells.number(close),
    volume: null,
    turnover: null,
  };
}

const HISTORY = ['DATE', 'OPEN', 'HIGH', 'LOW', 'CLOSE'];

/**
 * Cboe's `VIX_History.csv` with MM/DD/YYYY dates, and a copy with ISO dates; the date style distinguishes them.
 */
export const cboeVix: Format = {
  id: 'cboe-vix',
  title: 'Cboe VIX history',
  headerExample: 'DATE,OPEN,HIGH,LOW,CLOSE',
  ordered: true,
  dateColumn: 'DATE',
  matches: exactly(...HISTORY),
  begin: ({ dates }) => {
    const isCopy = dates.numeric === 0;
    const style = isCopy ? 'YYYY-MM-DD' : 'MM/DD/YYYY';
    return {
      source: isCopy ? 'third-party' : 'cboe',
      calendar: 'weekdays',
      numericDates: !isCopy,
      rows: (cells) => [barOf(cells, HISTORY, style)],
    };
  },
};

const CURRENT = ['Date', 'VIX Open', 'VIX High', 'VIX Low', 'VIX Close'];
const UNNAMED = ['Date', 'Open', 'High', 'Low', 'Close'];

/**
 * Cboe's `vixcurrent.csv` of 2004 to 2021, with a title line above its header in some years. Where the columns do not
 * name the VIX, the file name or `--series` has to.
 */
export const cboeVixCurrent: Format = {
  id: 'cboe-vix-current',
  title: 'Cboe VIX history (vixcurrent, to 2021)',
  headerExample: 'Date,VIX Open,VIX High,VIX Low,VIX Close',
  ordered: true,
  dateColumn: 'Date',
  matches: (header) => exactly(...CURRENT)(header) || exactly(...UNNAMED)(header),
  begin: ({ header, dates, stem, series, about }): FormatReader => {
    const isNamed = header.includes('VIX Close');
    const isVix = series === undefined ? /^vix(current|archive)/i.test(stem) : series === US_VIX;
    if (!isNamed && !isVix)
      throw userError(
        'no-series',
        about,
        'names no series: its columns are Date, Open, High, Low and Close.',
        'If it is the VIX, download VIX_History.csv from the Cboe, or import it with --series us-vix.',
      );
    const isNumeric = dates.numeric > 0;
    return {
      source: isNumeric ? 'cboe' : 'third-party',
      calendar: 'weekdays',
      numericDates: isNumeric,
      ...(!isNamed && {
        inferred: {
          series: US_VIX,
          field: 'price',
          from: series === undefined ? 'the file name' : '--series',
        },
      }),
      rows: (cells) => [barOf(cells, isNamed ? CURRENT : UNNAMED, isNumeric ? 'MM/DD/YYYY' : 'YYYY-MM-DD')],
    };
  },
};

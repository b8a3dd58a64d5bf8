import { INDIA_VIX } from '../../../series.ts';
import type { Bar } from '../../../store/rows.ts';
import type { Cells } from '../../decoding/cells.ts';
import { type Format, type FormatReader, exactly } from '../format.ts';
import { indexSeriesOf } from './series-name.ts';

const sessionOf = (cells: Cells): Omit<Bar, 'series' | 'volume' | 'turnover'> => {
  const observedOn = cells.day('Date', 'DD Mon YYYY');
  return {
    kind: 'bar',
    observedOn,
    knownOn: observedOn,
    open: cells.number('Open'),
    high: cells.number('High'),
    low: cells.number('Low'),
    close: cells.number('Close'),
  };
};

const isBar = exactly('Date', 'Open', 'High', 'Low', 'Close', 'Shares Traded');

/** The last column's current and former title. A spreadsheet or a wrong encoding turns the rupee sign into `?` or `â‚¹`. */
const TURNOVER = /^Turnover \(\S{1,6} Cr\)$/;

const exchange = { source: 'nse', calendar: 'nse', numericDates: false } as const;

/** NSE's `hist_india_vix_*.csv`. */
export const nseIndiaVix: Format = {
  id: 'nse-india-vix',
  title: 'NSE India VIX history',
  headerExample: 'Date ,Open ,High ,Low ,Close ,Prev. Close ,Change ,% Change ',
  ordered: true,
  matches: exactly('Date', 'Open', 'High', 'Low', 'Close', 'Prev. Close', 'Change', '% Change'),
  begin: (): FormatReader => ({
    ...exchange,
    rows: (cells) => [{ ...sessionOf(cells), series: INDIA_VIX, volume: null, turnover: null }],
  }),
};

/** NSE's index history, one file a year, named `NIFTY 50-01-01-2018-to-30-12-2018.csv`; only the file name names the index. */
export const nseIndexHistory: Format = {
  id: 'nse-index-history',
  title: 'NSE index history',
  headerExample: 'Date ,Open ,High ,Low ,Close ,Shares Traded ,Turnover (₹ Cr)',
  ordered: true,
  matches: (header) => header.length === 7 && isBar(header.slice(0, 6)) && TURNOVER.test(header[6]!),
  begin: (file): FormatReader => {
    const span = /-\d{2}-\d{2}-\d{4}-to-\d{2}-\d{2}-\d{4}$/i;
    const { series, from } = indexSeriesOf(file, (stem) => (span.test(stem) ? stem.replace(span, '') : ''));
    return {
      ...exchange,
      inferred: { series, field: 'price index with volume and turnover', from },
      rows: (cells) => [
        {
          ...sessionOf(cells),
          series,
          volume: cells.number('Shares Traded'),
          turnover: cells.number(6),
        },
      ],
    };
  },
};

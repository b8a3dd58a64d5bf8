import type { Valuation } from '../../../store/rows.ts';
import type { SeriesId } from '../../../series.ts';
import type { Cells } from '../../decoding/cells.ts';
import { type Format, type FormatReader, exactly } from '../format.ts';
import { namedIndices } from './index-names.ts';
import { indexSeriesOf } from './series-name.ts';

const publisher = { source: 'niftyindices', calendar: 'nse', numericDates: false } as const;

/** Matches the name of the index, which the site calls `IndexName` or `Index Name`, followed by the given columns. */
const withIndexName =
  (...columns: readonly string[]) =>
  ([name, ...rest]: readonly string[]): boolean =>
    (name === 'IndexName' || name === 'Index Name') && exactly(...columns)(rest);

/** niftyindices.com price history, `*_Historical_PR_*.csv`. */
export const niftyindicesPrice: Format = {
  id: 'niftyindices-pr',
  title: 'niftyindices price index history',
  headerExample: '"Index Name","Date","Open","High","Low","Close"',
  ordered: true,
  matches: withIndexName('Date', 'Open', 'High', 'Low', 'Close'),
  begin: ({ header }): FormatReader => {
    const names = namedIndices();
    return {
      ...publisher,
      notes: names.notes,
      rows: (cells) => {
        const observedOn = cells.day('Date', 'DD Mon YYYY');
        return [
          {
            kind: 'bar',
            series: names.seriesOf(cells, header[0]!),
            observedOn,
            knownOn: observedOn,
            open: cells.number('Open'),
            high: cells.number('High'),
            low: cells.number('Low'),
            close: cells.number('Close'),
            volume: null,
            turnover: null,
          },
        ];
      },
    };
  },
};

/** niftyindices.com total-return history, `*_Historical_TR_*.csv`. */
export const niftyindicesTotalReturn: Format = {
  id: 'niftyindices-tri',
  title: 'niftyindices total return index history',
  headerExample: '"IndexName","Date","Total Returns Index"',
  ordered: true,
  matches: withIndexName('Date', 'Total Returns Index'),
  begin: ({ header }): FormatReader => {
    const names = namedIndices();
    return {
      ...publisher,
      notes: names.notes,
      rows: (cells) => {
        const series = names.seriesOf(cells, header[0]!);
        const observedOn = cells.day('Date', 'DD Mon YYYY');
        const tri = cells.number('Total Returns Index');
        return [{ kind: 'total-return', series, observedOn, knownOn: observedOn, tri }];
      },
    };
  },
};

function valuation(cells: Cells, series: SeriesId, yieldColumn: string): Valuation {
  const observedOn = cells.day('Date', 'DD Mon YYYY');
  return {
    kind: 'valuation',
    series,
    observedOn,
    knownOn: observedOn,
    pe: cells.number('P/E'),
    pb: cells.number('P/B'),
    dy: cells.number(yieldColumn),
  };
}

/** niftyindices.com valuation history, `*_Historical_PE_PB_DIV_Data_*.csv`. */
export const niftyindicesValuation: Format = {
  id: 'niftyindices-pe',
  title: 'niftyindices P/E, P/B and dividend yield history',
  headerExample: '"IndexName","Date","P/E","P/B","Div Yield %"',
  ordered: true,
  matches: withIndexName('Date', 'P/E', 'P/B', 'Div Yield %'),
  begin: ({ header }): FormatReader => {
    const names = namedIndices();
    return {
      ...publisher,
      notes: names.notes,
      rows: (cells) => [valuation(cells, names.seriesOf(cells, header[0]!), 'Div Yield %')],
    };
  },
};

/** `NIFTY 50_Historical_PE_PB_DIV_Data_01011999to31122009`, or `NIFTY 50-01-01-1999-to-31-12-1999` from NSE itself. */
const TITLE = /^(.+?)(?:_Historical_PE.*|-\d{2}-\d{2}-\d{4}-to-.*)?$/i;

/** The older NSE file, without the index name, which is then taken from the file name. */
export const nseValuation: Format = {
  id: 'nse-pe',
  title: 'NSE P/E, P/B and dividend yield history (older)',
  headerExample: 'Date,P/E,P/B,Div Yield',
  ordered: true,
  matches: exactly('Date', 'P/E', 'P/B', 'Div Yield'),
  begin: (file): FormatReader => {
    const { series, from } = indexSeriesOf(file, (stem) => TITLE.exec(stem)?.[1] ?? '');
    return {
      ...publisher,
      inferred: { series, field: 'P/E, P/B and dividend yield', from },
      rows: (cells) => [valuation(cells, series, 'Div Yield')],
    };
  },
};

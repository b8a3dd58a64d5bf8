import type { Problem } from '../../../problem.ts';
import { type Format, type FormatReader } from '../format.ts';
import { namedIndices } from './index-names.ts';

/*
 * What the service behind niftyindices.com answers, `{"d":"[…]"}` until 2025 and a bare list since: saved as JSON, or as
 * CSV by nselib, nsepython and jugaad-data. The same figures as the site's own files, under other names.
 */

const publisher = { source: 'niftyindices', calendar: 'nse', numericDates: false } as const;

/** The columns that name the index; a response has one or both. */
const NAMES = ['Index Name', 'INDEX_NAME', 'IndexName'];

const nameColumn = (header: readonly string[]): string | undefined =>
  NAMES.find((name) => header.includes(name));

/** Matches a header that names the index and has all the given columns. */
const withName =
  (...columns: readonly string[]) =>
  (header: readonly string[]): boolean =>
    nameColumn(header) !== undefined && columns.every((column) => header.includes(column));

export const niftyindicesPriceService: Format = {
  id: 'niftyindices-pr-service',
  title: 'niftyindices price index history, answer of its service',
  headerExample: 'Index Name,INDEX_NAME,HistoricalDate,OPEN,HIGH,LOW,CLOSE',
  ordered: true,
  matches: withName('HistoricalDate', 'CLOSE'),
  begin: ({ header }): FormatReader => {
    const names = namedIndices();
    return {
      ...publisher,
      notes: (about) => names.notes(about),
      rows: (cells) => {
        const observedOn = cells.day('HistoricalDate', 'DD Mon YYYY');
        return [
          {
            kind: 'bar',
            series: names.seriesOf(cells, nameColumn(header)!),
            observedOn,
            knownOn: observedOn,
            open: cells.number('OPEN'),
            high: cells.number('HIGH'),
            low: cells.number('LOW'),
            close: cells.number('CLOSE'),
            volume: null,
            turnover: null,
          },
        ];
      },
    };
  },
};

const NET = 'NTR_Value';

/** The net total return index is that after tax on dividends for foreign investors, another series; it is left out. */
const netLeftOut = (about: string): Problem => ({
  severity: 'note',
  code: 'net-total-return',
  about,
  message: `the column ${NET}, the index with dividends after tax of foreign investors, is not stored.`,
  remedy: '',
});

export const niftyindicesTotalReturnService: Format = {
  id: 'niftyindices-tri-service',
  title: 'niftyindices total return index history, answer of its service',
  headerExample: '"RequestNumber","Index Name","Date","TotalReturnsIndex","NTR_Value"',
  ordered: true,
  matches: withName('Date', 'TotalReturnsIndex'),
  begin: ({ header }): FormatReader => {
    const names = namedIndices();
    return {
      ...publisher,
      notes: (about) => [...names.notes(about), ...(header.includes(NET) ? [netLeftOut(about)] : [])],
      rows: (cells) => {
        const observedOn = cells.day('Date', 'DD Mon YYYY');
        const series = names.seriesOf(cells, nameColumn(header)!);
        const tri = cells.number('TotalReturnsIndex');
        return [{ kind: 'total-return', series, observedOn, knownOn: observedOn, tri }];
      },
    };
  },
};

export const niftyindicesValuationService: Format = {
  id: 'niftyindices-pe-service',
  title: 'niftyindices P/E, P/B and dividend yield history, answer of its service',
  headerExample: '"RequestNumber","Index Name","DATE","pe","pb","divYield"',
  ordered: true,
  matches: withName('DATE', 'pe', 'pb', 'divYield'),
  begin: ({ header }): FormatReader => {
    const names = namedIndices();
    return {
      ...publisher,
      notes: (about) => names.notes(about),
      rows: (cells) => {
        const observedOn = cells.day('DATE', 'DD Mon YYYY');
        return [
          {
            kind: 'valuation',
            series: names.seriesOf(cells, nameColumn(header)!),
            observedOn,
            knownOn: observedOn,
            pe: cells.number('pe'),
            pb: cells.number('pb'),
            dy: cells.number('divYield'),
          },
        ];
      },
    };
  },
};

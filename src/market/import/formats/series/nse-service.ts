import type { Format, FormatReader } from '../format.ts';
import { namedIndices } from './index-names.ts';
import { indexSeriesOf } from './series-name.ts';

const DATE = 'EOD_TIMESTAMP';
const CLOSE = 'EOD_CLOSE_INDEX_VAL';
const NAME = 'EOD_INDEX_NAME';

/**
 * The answer of NSE's services of India VIX (`{"data":[…]}`) and of index history
 * (`{"data":{"indexCloseOnlineRecords":[…],…}}`). Volume and turnover are in a list of their own, which is not read. Where
 * the records do not name their index, as since 2025, the file name or `--series` has to.
 */
export const nseIndexJson: Format = {
  id: 'nse-index-json',
  title: 'NSE index and India VIX history (JSON)',
  headerExample: [NAME, DATE, CLOSE].join(','),
  ordered: true,
  matches: (header) => header.includes(DATE) && header.includes(CLOSE),
  begin: (file): FormatReader => {
    const names = namedIndices();
    const unnamed = file.header.includes(NAME) ? null : indexSeriesOf(file, (stem) => stem);
    return {
      source: 'nse',
      calendar: 'nse',
      numericDates: false,
      notes: names.notes,
      ...(unnamed && { inferred: { series: unnamed.series, field: 'price', from: unnamed.from } }),
      rows: (cells) => {
        const observedOn = cells.day(DATE, 'DD Mon YYYY');
        return [
          {
            kind: 'bar',
            series: unnamed?.series ?? names.seriesOf(cells, NAME),
            observedOn,
            knownOn: observedOn,
            open: cells.number('EOD_OPEN_INDEX_VAL'),
            high: cells.number('EOD_HIGH_INDEX_VAL'),
            low: cells.number('EOD_LOW_INDEX_VAL'),
            close: cells.number(CLOSE),
            volume: null,
            turnover: null,
          },
        ];
      },
    };
  },
};

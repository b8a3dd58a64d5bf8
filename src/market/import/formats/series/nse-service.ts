import type { Format, FormatReader } from '../format.ts';
import { namedIndices } from './index-names.ts';

const COLUMNS = ['EOD_INDEX_NAME', 'EOD_TIMESTAMP', 'EOD_CLOSE_INDEX_VAL'];

/**
 * The answer of NSE's services of India VIX (`{"data":[…]}`) and of index history
 * (`{"data":{"indexCloseOnlineRecords":[…],…}}`). Volume and turnover are in a list of their own, which is not read.
 */
export const nseIndexJson: Format = {
  id: 'nse-index-json',
  title: 'NSE index and India VIX history (JSON)',
  headerExample:
    'EOD_INDEX_NAME,EOD_OPEN_INDEX_VAL,EOD_HIGH_INDEX_VAL,EOD_LOW_INDEX_VAL,EOD_CLOSE_INDEX_VAL,EOD_TIMESTAMP',
  ordered: true,
  matches: (header) => COLUMNS.every((column) => header.includes(column)),
  begin: (): FormatReader => {
    const names = namedIndices();
    return {
      source: 'nse',
      calendar: 'nse',
      numericDates: false,
      notes: (about) => names.notes(about),
      rows: (cells) => {
        const observedOn = cells.day('EOD_TIMESTAMP', 'DD Mon YYYY');
        return [
          {
            kind: 'bar',
            series: names.seriesOf(cells, 'EOD_INDEX_NAME'),
            observedOn,
            knownOn: observedOn,
            open: cells.number('EOD_OPEN_INDEX_VAL'),
            high: cells.number('EOD_HIGH_INDEX_VAL'),
            low: cells.number('EOD_LOW_INDEX_VAL'),
            close: cells.number('EOD_CLOSE_INDEX_VAL'),
            volume: null,
            turnover: null,
          },
        ];
      },
    };
  },
};

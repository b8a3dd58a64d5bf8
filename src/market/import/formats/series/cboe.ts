import { addDays } from '../../../day.ts';
import { US_VIX } from '../../../series.ts';
import { type Format, exactly } from '../format.ts';

/**
 * Cboe's `VIX_History.csv` with MM/DD/YYYY dates, and a copy with ISO dates; the date style distinguishes them. Chicago
 * closes after the Indian day ends, so a close is known from the next calendar day.
 */
export const cboeVix: Format = {
  id: 'cboe-vix',
  title: 'Cboe VIX history',
  headerExample: 'DATE,OPEN,HIGH,LOW,CLOSE',
  ordered: true,
  dateColumn: 'DATE',
  matches: exactly('DATE', 'OPEN', 'HIGH', 'LOW', 'CLOSE'),
  begin: ({ dates }) => {
    const isCopy = dates.numeric === 0;
    const style = isCopy ? 'YYYY-MM-DD' : 'MM/DD/YYYY';
    return {
      source: isCopy ? 'third-party' : 'cboe',
      calendar: 'weekdays',
      numericDates: !isCopy,
      rows: (cells) => {
        const observedOn = cells.day('DATE', style);
        return [
          {
            kind: 'bar',
            series: US_VIX,
            observedOn,
            knownOn: addDays(observedOn, 1),
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

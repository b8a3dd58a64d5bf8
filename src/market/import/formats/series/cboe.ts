import { addDays } from '../../../day.ts';
import { US_VIX } from '../../../series.ts';
import { type Format, exactly } from '../format.ts';

/**
 * The Cboe's `VIX_History.csv`, MM/DD/YYYY, and the mirror of it with ISO dates: the style of a date says which
 * it is. A close in Chicago comes after the Indian evening, so it is known from the next calendar day.
 */
export const cboeVix: Format = {
  id: 'cboe-vix',
  title: 'Cboe VIX history',
  looks: 'DATE,OPEN,HIGH,LOW,CLOSE',
  ordered: true,
  surveys: 'DATE',
  matches: exactly('DATE', 'OPEN', 'HIGH', 'LOW', 'CLOSE'),
  begin: ({ dates }) => {
    const mirror = dates.numeric === 0;
    const style = mirror ? 'YYYY-MM-DD' : 'MM/DD/YYYY';
    return {
      source: mirror ? 'third-party' : 'cboe',
      calendar: 'weekdays',
      numericDates: !mirror,
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

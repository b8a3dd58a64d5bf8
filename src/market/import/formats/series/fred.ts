import { type Day, addDays, dayOf } from '../../../day.ts';
import type { DateSurvey } from '../../decoding/date-inference.ts';
import type { Format, Reading } from '../format.ts';

const ID = /^[A-Z][A-Z0-9_]*$/;

/**
 * FRED gives each observation the first day of its period and not the day of its release, which came later. So
 * that nothing is known too early, a period's figure is taken as known 30 days after the period, a day's figure
 * 7 days after the day (our choice: longer than the usual delays of the series met).
 */
const AFTER_PERIOD = 30;
const AFTER_DAY = 7;

/** FRED series, `DATE,<ID>` in older downloads and `observation_date,<ID>` in newer ones; the id names the series. */
export const fred: Format = {
  id: 'fred',
  title: 'FRED series',
  looks: 'observation_date,<ID>',
  ordered: true,
  surveys: 0,
  matches: ([date, id, ...more]) =>
    (date === 'DATE' || date === 'observation_date') && id !== undefined && ID.test(id) && more.length === 0,
  begin: ({ header, dates }): Reading => {
    const id = header[1]!;
    const knownOn = delayOf(dates);
    return {
      source: 'fred',
      calendar: 'any',
      numericDates: false,
      rows: (cells) => {
        const observedOn = cells.day(0, 'YYYY-MM-DD');
        return [
          {
            kind: 'bar',
            series: `fred-${id.toLowerCase().replaceAll('_', '-')}`,
            observedOn,
            knownOn: knownOn(observedOn),
            open: null,
            high: null,
            low: null,
            close: cells.number(1),
            volume: null,
            turnover: null,
          },
        ];
      },
    };
  },
};

/** When a figure was known, by how far apart the file's dates are: days, or periods that begin with a month. */
function delayOf({ insideMonth, monthsApart }: DateSurvey): (observedOn: Day) => Day {
  if (insideMonth > 0) return (observedOn) => addDays(observedOn, AFTER_DAY);
  const months = Number.isFinite(monthsApart) ? monthsApart : 1;
  return (observedOn) => {
    const date = new Date(observedOn * 86_400_000);
    const next = date.getUTCFullYear() * 12 + date.getUTCMonth() + months;
    const after = dayOf(Math.floor(next / 12), (next % 12) + 1, 1) ?? observedOn;
    return addDays(after, AFTER_PERIOD - 1);
  };
}

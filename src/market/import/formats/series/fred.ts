import { type Day, addDays, dayOf } from '../../../day.ts';
import type { DateEvidence } from '../../decoding/date-inference.ts';
import { type SeriesId, US_VIX } from '../../../series.ts';
import type { Calendar, Format, FormatReader } from '../format.ts';
import { closeAlone } from './close-alone.ts';

const ID = /^[A-Z][A-Z0-9_]*$/;

/**
 * FRED dates an observation by the first day of its period, not by its release. To avoid look-ahead, a period's value
 * counts as known 30 days after the period, a daily value 7 days after the day (our choice: longer than the usual
 * publication delays).
 */
const AFTER_PERIOD = 30;
const AFTER_DAY = 7;

/** A FRED series that is the figure of another publisher, known sooner than FRED's own. */
interface Republished {
  readonly series: SeriesId;
  /** Days after the observation. */
  readonly knownAfter: number;
  readonly calendar: Calendar;
}

/** By id. The Cboe's own file, and then the exchange's, take precedence over FRED (`source.ts`). */
const REPUBLISHED: ReadonlyMap<string, Republished> = new Map([
  // Chicago closes after the Indian day ends.
  ['VIXCLS', { series: US_VIX, knownAfter: 1, calendar: 'weekdays' }],
]);

/** FRED series, `DATE,<ID>` in older downloads and `observation_date,<ID>` in newer ones; the id names the series. */
export const fred: Format = {
  id: 'fred',
  title: 'FRED series',
  headerExample: 'observation_date,<ID>',
  ordered: true,
  dateColumn: 0,
  matches: ([date, id, ...more]) =>
    (date === 'DATE' || date === 'observation_date') && id !== undefined && ID.test(id) && more.length === 0,
  begin: ({ header, dates }): FormatReader => {
    const id = header[1]!;
    const republished = REPUBLISHED.get(id);
    const knownOn = republished
      ? (observedOn: Day) => addDays(observedOn, republished.knownAfter)
      : delayOf(dates);
    const series = republished?.series ?? `fred-${id.toLowerCase().replaceAll('_', '-')}`;
    return {
      source: 'fred',
      calendar: republished?.calendar ?? 'any',
      numericDates: false,
      rows: (cells) => {
        const observedOn = cells.day(0, 'YYYY-MM-DD');
        return [closeAlone(series, observedOn, cells.number(1), knownOn(observedOn))];
      },
    };
  },
};

/** When a value became known, by the file's frequency: daily, or periods that begin with a month. */
function delayOf({ insideMonth, monthsApart }: DateEvidence): (observedOn: Day) => Day {
  if (insideMonth > 0) return (observedOn) => addDays(observedOn, AFTER_DAY);
  const months = Number.isFinite(monthsApart) ? monthsApart : 1;
  return (observedOn) => {
    const date = new Date(observedOn * 86_400_000);
    const next = date.getUTCFullYear() * 12 + date.getUTCMonth() + months;
    const after = dayOf(Math.floor(next / 12), (next % 12) + 1, 1) ?? observedOn;
    return addDays(after, AFTER_PERIOD - 1);
  };
}

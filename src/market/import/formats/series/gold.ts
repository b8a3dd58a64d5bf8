import { addDays, type Day, monthNumber } from '../../../day.ts';
import { mayBeSession } from '../../../calendar/special-sessions.ts';
import { exactly, type Format, type FormatReader } from '../format.ts';
import { GOLD } from '../../../series.ts';
import { seriesOf } from './series-name.ts';
import { closeAlone } from './close-alone.ts';

/** The last day of the month on which NSE may have traded: the day on which a month-end figure could be used. */
function lastSessionOfMonth(d: Day): Day {
  let last = d;
  while (monthNumber(addDays(last, 1)) === monthNumber(d)) last = addDays(last, 1);
  while (!mayBeSession(last)) last = addDays(last, -1);
  return last;
}

const isMonthEnd = (d: Day): boolean => monthNumber(addDays(d, 1)) !== monthNumber(d);

/**
 * Price of gold, ₹ an ounce. Monthly files date a month by its last calendar day or by its first; either is the price at
 * the end of the month, so it is stored as of, and known from, the month's last session. A daily file is stored as it is.
 */
export const gold: Format = {
  id: 'gold',
  title: 'price of gold, ₹ an ounce, monthly or daily',
  headerExample: 'Date,Spot Price',
  ordered: true,
  dateColumn: 'Date',
  matches: exactly('Date', 'Spot Price'),
  begin: (file): FormatReader => {
    const { series, from } = seriesOf(file, () => GOLD);
    // All dates the first of a month: the monthly figures of a vendor that dates a period by its first day.
    const isDatedByStart = file.dates.insideMonth === 0;
    return {
      source: 'third-party',
      calendar: 'any',
      numericDates: false,
      inferred: { series, field: 'price', from: from === '--series' ? from : 'the header' },
      rows: (cells) => {
        const date = cells.day('Date', 'YYYY-MM-DD');
        const observedOn = isDatedByStart || isMonthEnd(date) ? lastSessionOfMonth(date) : date;
        return [closeAlone(series, observedOn, cells.number('Spot Price'))];
      },
    };
  },
};

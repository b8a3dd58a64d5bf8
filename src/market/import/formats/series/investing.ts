import { type Problem, UserError, userError } from '../../../problem.ts';
import { GSEC_10Y, INDIA_VIX, type SeriesId, US_VIX, indexId } from '../../../series.ts';
import { addDays } from '../../../day.ts';
import type { DateEvidence } from '../../decoding/date-inference.ts';
import type { DateFormat, DateStyle } from '../../decoding/dates.ts';
import { type Calendar, type FileFacts, type Format, type FormatReader, exactly } from '../format.ts';
import { refuseMisspelling, seriesOf } from './series-name.ts';

const withVolume = exactly('Date', 'Price', 'Open', 'High', 'Low', 'Vol.', 'Change %');
const withoutVolume = exactly('Date', 'Price', 'Open', 'High', 'Low', 'Change %');

/** The series that the signals use, by their names on investing.com. */
const SERIES_BY_NAME: Readonly<Record<string, SeriesId>> = {
  'india-10-year-bond-yield': GSEC_10Y,
  'india-vix': INDIA_VIX,
  'cboe-volatility-index': US_VIX,
  's-p-500-vix': US_VIX,
};

const titleOf = (stem: string): string =>
  /^(.+?) historical data( \(.*\))?$/i.exec(stem.replaceAll('_', ' '))?.[1] ?? '';

/** `India 10-Year Bond Yield Historical Data (2007-2021)` is `gsec-10y`. */
function named(stem: string): SeriesId {
  const id = indexId(titleOf(stem));
  return SERIES_BY_NAME[id] ?? id;
}

const calendarOf = (series: SeriesId): Calendar => {
  if (series === US_VIX) return 'weekdays';
  return series === INDIA_VIX || series.startsWith('nifty') ? 'nse' : 'any';
};

/**
 * investing.com's `… Historical Data.csv`. The site writes `Mar 12, 2020`, `03/28/2025` or `17-04-2025`,
 * depending on the reader's country; the order in the last two is inferred from the whole file, never from the separator.
 */
export const investing: Format = {
  id: 'investing',
  title: 'investing.com historical data',
  headerExample: '"Date","Price","Open","High","Low","Vol.","Change %"',
  ordered: true,
  dateColumn: 'Date',
  matches: (header) => withVolume(header) || withoutVolume(header),
  begin: (file): FormatReader => {
    const { series, from } = seriesOf(file, named);
    if (from === 'the file name') refuseMisspelling(file.about, titleOf(file.stem));
    const style = dateStyleOf(file);
    const volume = file.header.includes('Vol.');
    return {
      source: 'investing',
      calendar: calendarOf(series),
      numericDates: file.dates.numeric > 0,
      inferred: { series, field: 'price', from },
      rows: (cells) => {
        const observedOn = cells.day('Date', style);
        return [
          {
            kind: 'bar',
            series,
            observedOn,
            knownOn: series === US_VIX ? addDays(observedOn, 1) : observedOn,
            open: cells.number('Open'),
            high: cells.number('High'),
            low: cells.number('Low'),
            close: cells.number('Price'),
            volume: volume ? cells.volume('Vol.') : null,
            turnover: null,
          },
        ];
      },
    };
  },
};

/** The only style in which every date of the file is valid. @throws UserError if there is none or more than one. */
function dateStyleOf(file: FileFacts): DateStyle {
  const { dates, dateFormat } = file;
  if (dates.numeric === 0) return 'Mon DD, YYYY';
  const shown = inferredOrder(dates, file.about);
  if (shown && dateFormat && shown.format !== dateFormat)
    throw userError(
      'date-format',
      file.about,
      `--date-format ${dateFormat} contradicts the file: ${shown.because}.`,
      `Use --date-format ${shown.format}, or omit the option.`,
    );
  const format = dateFormat ?? shown?.format;
  if (!format)
    throw userError(
      'ambiguous-dates',
      file.about,
      'its dates are ambiguous (day-month or month-day): no part of any date is above 12.',
      'Set --date-format DD-MM or --date-format MM-DD.',
    );
  return format === 'DD-MM' ? 'DD-MM-YYYY' : 'MM/DD/YYYY';
}

function inferredOrder(
  { dayFirst, monthFirst }: DateEvidence,
  about: string,
): { readonly format: DateFormat; readonly because: string } | null {
  if (dayFirst.count > 0 && monthFirst.count > 0)
    throw new UserError([mixedDates(about, dayFirst.line, monthFirst.line)]);
  if (dayFirst.count > 0)
    return { format: 'DD-MM', because: `on line ${dayFirst.line} the first part of the date is above 12` };
  if (monthFirst.count > 0)
    return { format: 'MM-DD', because: `on line ${monthFirst.line} the second part of the date is above 12` };
  return null;
}

const mixedDates = (about: string, dayFirst: number, monthFirst: number): Problem => ({
  severity: 'error',
  code: 'mixed-dates',
  about,
  message: `its dates mix two orders: line ${dayFirst} can only be day-month, line ${monthFirst} only month-day.`,
  remedy: 'Download the file again in one piece, with one date setting.',
});

import { exactly, type Format, type FormatReader } from '../format.ts';
import { seriesOf } from './series-name.ts';
import { closeAlone } from './close-alone.ts';

const TENORS = ['91', '182', '364'];

/** `rbi_91day_tbills` is `tbill-91d`; a name that says only T-bills means the 91-day one, the risk-free rate of the field. */
function named(stem: string): string {
  if (!/t[-_ ]?bill|treasury[-_ ]?bill/i.test(stem)) return '';
  return `tbill-${TENORS.find((tenor) => new RegExp(`(?<!\\d)${tenor}(?!\\d)`).test(stem)) ?? '91'}d`;
}

/** Cut-off yields of auctions of Treasury bills, percent a year, known on the day of the row. */
export const treasuryBills: Format = {
  id: 'treasury-bills',
  title: 'yields of Treasury bills',
  headerExample: 'Date,Yield',
  ordered: true,
  matches: exactly('Date', 'Yield'),
  begin: (file): FormatReader => {
    const { series, from } = seriesOf(file, named);
    return {
      source: 'third-party',
      calendar: 'any',
      numericDates: false,
      inferred: { series, field: 'price', from },
      rows: (cells) => {
        const observedOn = cells.day('Date', 'YYYY-MM-DD');
        return [closeAlone(series, observedOn, cells.number('Yield'))];
      },
    };
  },
};

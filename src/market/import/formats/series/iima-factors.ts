import { addDays } from '../../../day.ts';
import { IIMA } from '../../../series.ts';
import { exactly, type Format, type FormatReader } from '../format.ts';

/** The library is updated some weeks after each month; its rows count as known this many days after the month (our choice). */
const PUBLISHED_AFTER = 60;

/** Factor premia of the Indian market by IIM Ahmedabad (Agarwalla, Jacob and Varma), percent a month. */
export const iimaFactors: Format = {
  id: 'iima-factors',
  title: 'IIM Ahmedabad factor library, monthly',
  headerExample: 'Date,SMB,HML,WML,MF,RF',
  ordered: true,
  matches: exactly('Date', 'SMB', 'HML', 'WML', 'MF', 'RF'),
  begin: (): FormatReader => ({
    source: 'iima',
    calendar: 'any',
    numericDates: false,
    rows: (cells) => {
      const observedOn = cells.day('Date', 'YYYY-MM');
      return [
        {
          kind: 'factor-premium',
          series: IIMA,
          observedOn,
          knownOn: addDays(observedOn, PUBLISHED_AFTER),
          smb: cells.number('SMB'),
          hml: cells.number('HML'),
          wml: cells.number('WML'),
          mf: cells.number('MF'),
          rf: cells.number('RF'),
        },
      ];
    },
  }),
};

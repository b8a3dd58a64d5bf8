import { SCHEME_EVENTS, type SchemeEventId } from '../../../funds/fund-row.ts';
import { type Format, type FormatReader, exactly } from '../format.ts';
import { schemeOfCell } from './scheme-cell.ts';

const isEvent = (text: string): text is SchemeEventId => (SCHEME_EVENTS as readonly string[]).includes(text);

/** Events that need another scheme, or a ratio. */
const NEEDS_OTHER: ReadonlySet<SchemeEventId> = new Set([
  'merged-into',
  'renamed',
  'code-changed',
  'segregated',
]);
const NEEDS_RATIO: ReadonlySet<SchemeEventId> = new Set(['idcw']);

/** Mergers, new names and codes, segregated portfolios and payouts of schemes, known on their days. */
export const schemeEvents: Format = {
  id: 'scheme-events',
  title: 'events of mutual fund schemes (native format)',
  headerExample: 'scheme,day,event,other,ratio',
  ordered: false,
  mayBeParquet: true,
  matches: exactly('scheme', 'day', 'event', 'other', 'ratio'),
  begin: (): FormatReader => ({
    source: 'third-party',
    calendar: 'any',
    numericDates: false,
    rows: (cells) => {
      const series = schemeOfCell(cells, 'scheme');
      const observedOn = cells.day('day', 'YYYY-MM-DD');
      const event = cells.text('event');
      const other = cells.text('other');
      const ratio = cells.number('ratio');
      if (!isEvent(event)) {
        cells.reject(
          'unknown event',
          `event is ${JSON.stringify(event)}, not one of ${SCHEME_EVENTS.join(', ')}`,
        );
        return [];
      }
      if (NEEDS_OTHER.has(event) && other === '')
        cells.reject(
          'no other scheme',
          `other is blank, but ${event} needs ${event === 'renamed' ? 'the new name' : 'the code of the other scheme'}`,
        );
      if ((NEEDS_RATIO.has(event) && ratio === null) || (ratio !== null && !(ratio > 0)))
        cells.reject('no ratio', `ratio is ${ratio ?? 'blank'}, but ${event} needs a number above 0`);
      return [{ kind: 'scheme-event', series, observedOn, knownOn: observedOn, event, other, ratio }];
    },
  }),
};

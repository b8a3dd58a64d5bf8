import { userError } from '../../../problem.ts';
import type { Row } from '../../../store/rows.ts';
import { indexId } from '../../../series.ts';
import { type Format, type FormatReader, exactly } from '../format.ts';
import { seriesOf } from './series-name.ts';

const FIELD = /\.(close|tri)$/;

/**
 * `Date,Close`: index histories of unknown origin. The content does not name the series, so it is taken from the file
 * name or `--series`, and closes are read as total-return levels, which such files usually contain, unless `--series`
 * ends in `.close`. The import report shows what was inferred.
 */
export const twoColumn: Format = {
  id: 'two-column',
  title: 'two-column history of one index',
  headerExample: 'Date,Close',
  ordered: true,
  matches: exactly('Date', 'Close'),
  begin: (file): FormatReader => {
    const field = FIELD.exec(file.series ?? '')?.[1] ?? 'tri';
    const bare = file.series?.replace(FIELD, '');
    if (bare?.includes('.'))
      throw userError(
        'no-series',
        file.about,
        `--series ${file.series} names a field that this file cannot contain.`,
        `Use --series ${indexId(bare.slice(0, bare.indexOf('.')))}.tri or .close.`,
      );
    const { series, from } = seriesOf({ ...file, series: bare }, indexId);
    return {
      source: 'third-party',
      calendar: series.startsWith('nifty') ? 'nse' : 'any',
      numericDates: false,
      inferred: { series, field: field === 'tri' ? 'total return included' : 'price', from },
      rows: (cells) => {
        const observedOn = cells.day('Date', 'YYYY-MM-DD');
        const placed = { series, observedOn, knownOn: observedOn };
        const close = cells.number('Close');
        const none = { open: null, high: null, low: null, volume: null, turnover: null };
        const row: Row =
          field === 'tri'
            ? { kind: 'total-return', ...placed, tri: close }
            : { kind: 'bar', ...placed, ...none, close };
        return [row];
      },
    };
  },
};

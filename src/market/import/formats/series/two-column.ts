import { userError } from '../../../problem.ts';
import type { Row } from '../../../store/rows.ts';
import { indexId } from '../../../series.ts';
import { type Format, type Reading, exactly } from '../format.ts';
import { seriesOf } from './series-name.ts';

const FIELD = /\.(close|tri)$/;

/**
 * `Date,Close` as index histories are handed around. Nothing in it says what it is: the series is the file's
 * name, or `--series`, and its closes are taken for total-return levels, which is what such files have held,
 * unless `--series` ends in `.close`. Whoever imports it is told what was taken.
 */
export const twoColumn: Format = {
  id: 'two-column',
  title: 'closes of one index, two columns',
  looks: 'Date,Close',
  ordered: true,
  matches: exactly('Date', 'Close'),
  begin: (file): Reading => {
    const field = FIELD.exec(file.series ?? '')?.[1] ?? 'tri';
    const bare = file.series?.replace(FIELD, '');
    if (bare?.includes('.'))
      throw userError(
        'no-series',
        file.about,
        `--series ${file.series} asks for a figure that this file cannot hold.`,
        `Use --series ${indexId(bare.slice(0, bare.indexOf('.')))}.tri or .close.`,
      );
    const { series, from } = seriesOf({ ...file, series: bare }, indexId);
    return {
      source: 'third-party',
      calendar: series.startsWith('nifty') ? 'nse' : 'any',
      numericDates: false,
      took: { series, field: field === 'tri' ? 'total return included' : 'price', from },
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

import { userError } from '../../../problem.ts';
import type { Row } from '../../../store/rows.ts';
import { indexId } from '../../../series.ts';
import { type Format, type FormatReader, exactly } from '../format.ts';
import { closeAlone } from './close-alone.ts';
import { indexSeriesOf } from './series-name.ts';

const FIELD = /\.(close|tri)$/;

/** The end of a file name that says whether dividends are included: `NIFTY 50 TRI`, `NIFTY 50 PR`. */
const VARIANT =
  /^(.+?)[ _-]+(?:(tri|tr|total[ _-]returns?(?:[ _-]index)?)|(?:pr|pri|price(?:[ _-]index)?))$/i;

/** The index named by a file name, and the field that it says. */
function titleOf(stem: string): { readonly title: string; readonly field: 'tri' | 'close' | undefined } {
  const parts = VARIANT.exec(stem);
  return parts ? { title: parts[1]!, field: parts[2] ? 'tri' : 'close' } : { title: stem, field: undefined };
}

/**
 * `Date,Close`: index histories of unknown origin. The content does not name the series, so it is taken from the file
 * name or `--series`, and closes are read as total-return levels, which such files usually contain, unless `--series`
 * ends in `.close` or the file name in `PR`. The import report shows what was inferred, and a file whose levels are those
 * of the price index is refused (`checks/total-return-check.ts`).
 */
export const twoColumn: Format = {
  id: 'two-column',
  title: 'two-column history of one index',
  headerExample: 'Date,Close',
  ordered: true,
  comparesWithStore: true,
  matches: exactly('Date', 'Close'),
  begin: (file): FormatReader => {
    const field = FIELD.exec(file.series ?? '')?.[1] ?? titleOf(file.stem).field ?? 'tri';
    const bare = file.series?.replace(FIELD, '');
    if (bare?.includes('.'))
      throw userError(
        'no-series',
        file.about,
        `--series ${file.series} names a field that this file cannot contain.`,
        `Use --series ${indexId(bare.slice(0, bare.indexOf('.')))}.tri or .close.`,
      );
    const { series, from } = indexSeriesOf({ ...file, series: bare }, (stem) => titleOf(stem).title);
    return {
      source: 'third-party',
      calendar: series.startsWith('nifty') ? 'nse' : 'any',
      numericDates: false,
      inferred: { series, field: field === 'tri' ? 'total return included' : 'price', from },
      rows: (cells) => {
        const observedOn = cells.day('Date', 'YYYY-MM-DD');
        const close = cells.number('Close');
        const row: Row =
          field === 'tri'
            ? { kind: 'total-return', series, observedOn, knownOn: observedOn, tri: close }
            : closeAlone(series, observedOn, close);
        return [row];
      },
    };
  },
};

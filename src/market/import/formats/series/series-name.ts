import { userError } from '../../../problem.ts';
import type { SeriesId } from '../../../series.ts';
import type { FileFacts } from '../format.ts';

/** The form of a series id. */
const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * The series of a file whose content does not name it: `--series`, else what `named` makes of the file's name.
 * Refuses the file where neither gives one.
 */
export function seriesOf(
  file: FileFacts,
  named: (stem: string) => SeriesId,
): { readonly series: SeriesId; readonly from: '--series' | 'the file name' } {
  const series = file.series ?? named(file.stem);
  if (ID.test(series)) return { series, from: file.series === undefined ? 'the file name' : '--series' };
  throw file.series === undefined
    ? userError(
        'no-series',
        file.about,
        'does not say which series it holds, and its name does not either.',
        'Name the series with --series, for example --series nifty-50.',
      )
    : userError(
        'no-series',
        file.about,
        `${JSON.stringify(file.series)} is no series name.`,
        'Use lower-case words joined by -, for example --series nifty-50.',
      );
}

import { userError } from '../../../problem.ts';
import type { SeriesId } from '../../../series.ts';
import type { FileFacts } from '../format.ts';

/** The syntax of a series id. */
const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * The series of a file whose content does not name it: `--series`, else derived by `named` from the file name.
 *
 * @throws UserError if neither gives a series.
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
        'names no series, neither in its content nor in its file name.',
        'Name the series with --series, for example --series nifty-50.',
      )
    : userError(
        'no-series',
        file.about,
        `--series ${JSON.stringify(file.series)} is not a valid series id.`,
        'Use lower-case words joined by -, for example --series nifty-50.',
      );
}

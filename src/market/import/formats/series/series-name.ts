import { userError } from '../../../problem.ts';
import { type SeriesId, indexId } from '../../../series.ts';
import { closestIndex } from '../../../indices/index-id.ts';
import type { FileFacts } from '../format.ts';

/** The syntax of a series id. */
const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** A series and what it was inferred from. */
export interface NamedSeries {
  readonly series: SeriesId;
  readonly from: '--series' | 'the file name';
}

/**
 * The series of a file whose content does not name it: `--series`, else derived by `named` from the file name. A name
 * given with `--series` may be any name of an index.
 *
 * @throws UserError if neither gives a series.
 */
export function seriesOf(file: FileFacts, named: (stem: string) => SeriesId): NamedSeries {
  const series = file.series === undefined ? named(file.stem) : indexId(file.series);
  const isValid = ID.test(series) && (file.series === undefined || ID.test(file.series));
  if (isValid) return { series, from: file.series === undefined ? 'the file name' : '--series' };
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

/** Words of file names that name no index: those of browsers, spreadsheets and vendors. */
const MEANINGLESS =
  /^(?:a|all|archive|book|chart|close|closing|copy|csv|daily|data|date|download|downloads|export|file|final|from|hist|historical|history|index|indices|list|market|nav|new|nse|of|old|output|price|prices|query|report|result|results|returns?|series|sheet|table|temp|test|the|to|total|tri|untitled|values?|x|\d+)$/;

/**
 * The same for a file of one index, whose name `titleOf` takes out of the file name. A file name that says nothing
 * (`data (3).csv`), or almost the name of a known index, gives no series: it is asked for.
 *
 * @throws UserError if the name says nothing or is a likely misspelling.
 */
export function indexSeriesOf(file: FileFacts, titleOf: (stem: string) => string): NamedSeries {
  const found = seriesOf(file, (stem) => {
    const title = titleOf(stem);
    const words = title.toLowerCase().split(/[^a-z0-9]+/);
    return words.every((word) => word === '' || MEANINGLESS.test(word)) ? '' : indexId(title);
  });
  if (found.from === 'the file name') refuseMisspelling(file.about, titleOf(file.stem));
  return found;
}

/** @throws UserError if a name is not known but close to that of a known index. */
export function refuseMisspelling(about: string, name: string): void {
  const meant = closestIndex(name);
  if (meant !== null)
    throw userError(
      'unknown-index',
      about,
      `no index named ${JSON.stringify(name)} is known; did you mean ${meant}?`,
      `Import it with --series ${indexId(meant)}, or with --series ${indexId(name)} if it is another index.`,
    );
}

import { userError } from '../../../market/problem.ts';
import { tearSheet, type TearSheet } from '../tear-sheet.ts';
import { onCommonDays, type ValuePath } from '../value-path.ts';
import { type DatedSeries, readSeries, type SeriesOptions } from './read-series.ts';
import { constantRatePath, onMonthsOf, readAs, seriesPath } from './series-path.ts';

/** A text file as read, with how to read it. */
export interface SeriesFile extends SeriesOptions {
  readonly file: string;
  readonly text: string;
}

/** A series to be measured, with what it is compared with. */
export interface PerformanceRequest {
  readonly series: SeriesFile;
  readonly benchmark?: SeriesFile;
  /** A constant rate a year as a fraction, or a file of prices, returns or yields. */
  readonly riskFree?: number | SeriesFile;
  /** Names on the sheet; default: the files'. */
  readonly name?: string;
  readonly benchmarkName?: string;
}

/** The statistics of a file with the paths that they describe, cut to common days. */
export interface FilePerformance {
  readonly sheet: TearSheet;
  readonly path: ValuePath;
  readonly benchmark: ValuePath | null;
  /** How each file was read, a sentence each. */
  readonly sources: readonly string[];
}

/**
 * The tear sheet of any return or price series in a CSV file, against another one.
 *
 * @param request texts of the files with their options. Units come from a heading or an option and are never guessed.
 * @returns the tear sheet, the paths for a chart, and how each file was read.
 * @throws UserError with file, line and value.
 * @example
 * import { performanceOfFiles } from 'trrm/backtest';
 *
 * const text = 'date,price\n2024-01-31,100\n2024-02-29,104\n2024-03-28,101\n2024-04-30,106\n';
 * const { sheet } = performanceOfFiles({ series: { file: 'fund.csv', text } });
 * console.log(sheet.figures[0]?.own);
 */
export function performanceOfFiles(request: PerformanceRequest): FilePerformance {
  const { series, benchmark, riskFree } = request;
  const read = readSeries(series.text, series.file, series);
  refuseYield(read, series.file);
  const path = seriesPath(read);
  const sources = [sourceText(series.file, read)];
  let other: ValuePath | null = null;
  if (benchmark) {
    const found = readSeries(benchmark.text, benchmark.file, benchmark);
    refuseYield(found, benchmark.file);
    other = onMonthsOf(seriesPath(found), path);
    sources.push(sourceText(benchmark.file, found));
  }
  let cash: ValuePath | null = null;
  let cashName = '';
  if (typeof riskFree === 'number') {
    cash = constantRatePath(riskFree, path.days);
    cashName = `${Number((100 * riskFree).toPrecision(12))} % a year`;
  } else if (riskFree) {
    const found = readSeries(riskFree.text, riskFree.file, riskFree);
    cash = onMonthsOf(seriesPath(found, path.days), path);
    cashName = nameOf(riskFree);
    sources.push(sourceText(riskFree.file, found));
  }
  const given = [path, ...(other ? [other] : []), ...(cash ? [cash] : [])];
  const common = onCommonDays(given);
  const sheet = tearSheet({
    name: request.name ?? nameOf(series),
    path,
    benchmark: other && { name: request.benchmarkName ?? nameOf(benchmark!), path: other },
    riskFree: cash && { name: cashName, path: cash },
  });
  return { sheet, path: common[0]!, benchmark: other && common[1]!, sources };
}

/** The column where the user chose one, else the file without its ending. */
const nameOf = ({ file, column }: SeriesFile): string =>
  column ?? file.replace(/^.*[/\\]/, '').replace(/\.csv$/i, '');

const sourceText = (file: string, read: DatedSeries): string => `${file}: ${readAs(read)}.`;

function refuseYield({ unit }: DatedSeries, file: string): void {
  if (unit === 'yield')
    throw userError(
      'yield-as-asset',
      file,
      'The column holds yields, which are read as a risk-free rate only.',
      'Give prices or returns, or use the file with --risk-free.',
    );
}

import { basename } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { SeriesFile } from '../../backtest/statistics/file/performance-of-files.ts';
import { SERIES_UNITS, type SeriesUnit } from '../../backtest/statistics/file/series-unit.ts';
import { readText, SERIES } from '../../market/files/read-text.ts';
import type { DateFormat } from '../../market/import/decoding/dates.ts';
import { type Io, json } from '../shared/io.ts';
import { isPlausibleRate } from '../shared/options.ts';
import { problemText } from '../text/layout/problem.ts';

interface PerformanceOptions {
  readonly benchmark?: string;
  readonly riskFree?: number | string;
  readonly column?: string;
  readonly unit?: SeriesUnit;
  readonly benchmarkColumn?: string;
  readonly benchmarkUnit?: SeriesUnit;
  readonly riskFreeColumn?: string;
  readonly riskFreeUnit?: SeriesUnit;
  readonly dateFormat?: DateFormat;
  readonly name?: string;
  readonly benchmarkName?: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export function addPerformance(program: Command, io: Io): void {
  const unit = (flag: string, of: string): Option =>
    new Option(flag, `the unit of ${of}, where its heading does not say it`).choices(SERIES_UNITS);
  program
    .command('performance')
    .description('statistics of any return or price series: tear sheet with the convention of each figure')
    .argument('<file>', 'CSV of dates and prices or returns (see docs/how-to/performance-of-a-series.md)')
    .option('--benchmark <file>', 'CSV of a benchmark; it may be the same file with another column')
    .option(
      '--risk-free <rate>',
      'risk-free rate: a year, as a fraction, or a CSV of prices, returns or yields',
      rateOrFile,
    )
    .option('--column <heading>', 'the column of the file, where it has several')
    .addOption(unit('--unit <unit>', 'the column'))
    .option('--benchmark-column <heading>', 'the column of the benchmark')
    .addOption(unit('--benchmark-unit <unit>', 'the benchmark’s column'))
    .option('--risk-free-column <heading>', 'the column of the risk-free rate')
    .addOption(unit('--risk-free-unit <unit>', 'the risk-free rate’s column'))
    .addOption(
      new Option('--date-format <order>', 'order of day and month in numeric dates').choices([
        'DD-MM',
        'MM-DD',
      ]),
    )
    .option('--name <text>', 'name of the series on the sheet')
    .option('--benchmark-name <text>', 'name of the benchmark on the sheet')
    .option('--out <file>', 'write the tear sheet as an HTML page')
    .option('--json', 'print the result as JSON, and nothing else, to standard output')
    .option('--quiet', 'suppress notes')
    .action(async (file: string, options: PerformanceOptions) => {
      const { performanceOfFiles } = await import('../../backtest/statistics/file/performance-of-files.ts');
      const found = performanceOfFiles(requestOf(file, options));
      const { sheet, sources } = found;
      if (!options.quiet) {
        for (const source of sources) io.err(`${source}\n`);
        for (const problem of sheet.problems) io.err(`${problemText(problem)}\n`);
      }
      if (options.out !== undefined) {
        const { renderPerformance } = await import('../../report/performance/page.ts');
        const { drawnValues } = await import('../../report/performance/drawn-values.ts');
        const { publishFile } = await import('../../decision/publish/publish-file.ts');
        await publishFile(
          options.out,
          renderPerformance({ sheet, values: drawnValues(found.path, found.benchmark), sources }),
        );
        io.err(`Written: ${options.out}\n`);
      }
      if (options.json) return io.out(json(sheet));
      const { performanceText } = await import('../text/backtest/performance.ts');
      return io.out(performanceText(sheet));
    });
}

/** Files are named without their folder, so that a sheet does not depend on where they are. */
function requestOf(file: string, options: PerformanceOptions) {
  const { dateFormat, name, benchmarkName, riskFree } = options;
  const read = (
    path: string,
    prefix: '' | 'benchmark-' | 'risk-free-',
    column?: string,
    unit?: SeriesUnit,
  ): SeriesFile => ({
    file: basename(path),
    text: readText(path, SERIES),
    ...(column !== undefined && { column }),
    ...(unit !== undefined && { unit }),
    ...(dateFormat !== undefined && { dateFormat }),
    options: { column: `--${prefix}column`, unit: `--${prefix}unit` },
  });
  return {
    series: read(file, '', options.column, options.unit),
    ...(options.benchmark !== undefined && {
      benchmark: read(options.benchmark, 'benchmark-', options.benchmarkColumn, options.benchmarkUnit),
    }),
    ...(riskFree !== undefined && {
      riskFree:
        typeof riskFree === 'number'
          ? riskFree
          : read(riskFree, 'risk-free-', options.riskFreeColumn, options.riskFreeUnit),
    }),
    ...(name !== undefined && { name }),
    ...(benchmarkName !== undefined && { benchmarkName }),
  };
}

function rateOrFile(text: string): number | string {
  const rate = Number(text);
  if (text.trim() === '' || !Number.isFinite(rate)) return text;
  if (!isPlausibleRate(rate))
    throw new InvalidArgumentError('Give a rate a year as a fraction, such as 0.065 for 6.5 %, or a file.');
  return rate;
}

import { type Problem, userError } from '../../market/problem.ts';
import type { Assets } from '../assets.ts';
import type { Period } from './period.ts';
import { readMoments } from './read-moments.ts';
import { readReturns, type ReturnOptions } from './read-returns.ts';
import { readNumberTable } from './table.ts';

/**
 * Reads assets from a CSV file. The first heading selects the format: `date` for a table of returns or prices, `asset` for
 * expected returns and a covariance matrix. `docs/how-to/optimise-a-list.md` shows them.
 *
 * @param perYear periods per year, used to annualise a table of returns; undefined or 1 keeps the period's own unit.
 *   Expected returns and covariances are read as given.
 * @returns the assets, warnings, and the time unit of the figures (null name: that of the given moments).
 * @throws UserError with the line and value at fault.
 */
export function readAssets(
  text: string,
  file: string,
  perYear?: number,
  options: ReturnOptions = {},
): { readonly assets: Assets; readonly problems: readonly Problem[]; readonly period: Period } {
  const table = readNumberTable(text, file);
  if (table.corner === 'date') return readReturns(table, file, perYear, options);
  if (table.corner !== 'asset')
    throw userError(
      'unknown-shape',
      file,
      `line 1: the first heading must be "date" or "asset", not ${JSON.stringify(table.corner)}.`,
      'Use "date" for a table of returns or prices, or "asset" for expected returns and a covariance matrix (docs/how-to/optimise-a-list.md).',
    );
  const ignored = [
    ...(options.prices ? ['--prices'] : []),
    ...(options.shrinkage ? ['--shrinkage'] : []),
    ...(options.commonPeriods ? ['--histories'] : []),
    ...(perYear !== undefined && perYear !== 1 ? ['--per-year'] : []),
  ];
  if (ignored.length > 0)
    throw userError(
      'not-for-moments',
      file,
      `The file holds expected returns and a covariance, which are used as given; ${ignored.join(' and ')} is for returns or prices.`,
      `Leave out ${ignored.join(' and ')}.`,
    );
  const { assets, problems } = readMoments(table, file);
  return { assets, problems, period: { name: null, perYear: null } };
}

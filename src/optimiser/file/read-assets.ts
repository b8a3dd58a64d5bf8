import { type Problem, userError } from '../../market/problem.ts';
import type { Assets } from '../assets.ts';
import { readMoments } from './read-moments.ts';
import { readReturns } from './read-returns.ts';
import { readFigureTable } from './table.ts';

/**
 * Assets from a CSV file in one of two shapes, told apart by the first heading: `date` for a table of returns, `asset`
 * for expected returns and covariance. `docs/optimise.md` shows both.
 *
 * @param perYear periods in a year, by which returns are annualised; 1 leaves them as they are. Nothing else is.
 * @throws UserError that names the line.
 */
export function readAssets(
  text: string,
  file: string,
  perYear: number,
): { readonly assets: Assets; readonly problems: readonly Problem[] } {
  const table = readFigureTable(text, file);
  if (table.corner === 'date') return readReturns(table, file, perYear);
  if (table.corner === 'asset') return { assets: readMoments(table, file), problems: [] };
  throw userError(
    'unknown-shape',
    file,
    `line 1: the first heading is ${JSON.stringify(table.corner)}.`,
    'Begin with "date" for a table of returns or with "asset" for expected returns and covariance (docs/optimise.md).',
  );
}

import { type Problem, userError } from '../../market/problem.ts';
import type { Assets } from '../assets.ts';
import { readMoments } from './read-moments.ts';
import { readReturns } from './read-returns.ts';
import { readNumberTable } from './table.ts';

/**
 * Reads assets from a CSV file. The first heading selects the format: `date` for a table of returns, `asset` for
 * expected returns and a covariance matrix. `docs/how-to/optimise-a-list.md` shows both.
 *
 * @param perYear periods per year, used to annualise a table of returns; 1 keeps the period's own unit. Expected
 *   returns and covariances are read as given.
 * @throws UserError with the line and value at fault.
 */
export function readAssets(
  text: string,
  file: string,
  perYear: number,
): { readonly assets: Assets; readonly problems: readonly Problem[] } {
  const table = readNumberTable(text, file);
  if (table.corner === 'date') return readReturns(table, file, perYear);
  if (table.corner === 'asset') return { assets: readMoments(table, file), problems: [] };
  throw userError(
    'unknown-shape',
    file,
    `line 1: the first heading must be "date" or "asset", not ${JSON.stringify(table.corner)}.`,
    'Use "date" for a table of returns or "asset" for expected returns and a covariance matrix (docs/how-to/optimise-a-list.md).',
  );
}

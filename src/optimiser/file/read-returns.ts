import { parseIso } from '../../market/day.ts';
import { type Problem, userError } from '../../market/problem.ts';
import type { Assets } from '../assets.ts';
import { estimateMoments } from '../moments.ts';
import type { NumberTable } from './table.ts';

/**
 * Estimates expected returns (sample means) and the sample covariance (divisor t − 1) from a table of simple decimal
 * returns, one row per period, and annualises both by `perYear`. A missing return is an error and is never filled. A
 * singular sample covariance (no more rows than assets) has a warning.
 */
export function readReturns(
  { headings, rows }: NumberTable,
  file: string,
  perYear: number,
): { readonly assets: Assets; readonly problems: readonly Problem[] } {
  const reject = (line: number | null, message: string, remedy: string): never => {
    throw userError('unusable-returns', file, `${line === null ? '' : `line ${line}: `}${message}`, remedy);
  };
  let before = -Infinity;
  for (const { line, label, values } of rows) {
    const day = parseIso(label);
    if (day === null)
      reject(line, `${JSON.stringify(label)} is not an ISO date.`, 'Write dates as 2020-03-31.');
    if (day! <= before)
      reject(
        line,
        `${label} is not later than the date of the previous row.`,
        'Sort the rows by date and give each date once.',
      );
    before = day!;
    const gap = values.indexOf(null);
    if (gap >= 0)
      reject(
        line,
        `the return of ${headings[gap]} is missing.`,
        'Fill it in, or remove the row or the asset.',
      );
    const ruin = values.findIndex((r) => r! < -1);
    if (ruin >= 0)
      reject(
        line,
        `the return of ${headings[ruin]} is ${values[ruin]}; a simple return cannot be below −1.`,
        'Give returns as decimals: −0.05 for a loss of 5 %.',
      );
  }
  return estimateMoments(
    headings,
    rows.map(({ values }) => values as readonly number[]),
    perYear,
    file,
  );
}

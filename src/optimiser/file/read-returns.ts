import { parseIso } from '../../market/day.ts';
import { type Problem, userError } from '../../market/problem.ts';
import type { Assets } from '../assets.ts';
import type { FigureTable } from './table.ts';

/**
 * Means and sample covariance (n − 1) of a table of simple returns, decimals, a row a period, times the periods of a
 * year. A row with a gap is refused, not filled. So few rows that some mix of the assets must look riskless get a
 * warning.
 */
export function readReturns(
  { headings, rows }: FigureTable,
  file: string,
  perYear: number,
): { readonly assets: Assets; readonly problems: readonly Problem[] } {
  const refuse = (line: number | null, message: string, remedy: string): never => {
    throw userError('unusable-returns', file, `${line === null ? '' : `line ${line}: `}${message}`, remedy);
  };
  let before = -Infinity;
  for (const { line, label, figures } of rows) {
    const day = parseIso(label);
    if (day === null)
      refuse(line, `${JSON.stringify(label)} is not an ISO date.`, 'Write dates like 2020-03-31.');
    if (day! <= before)
      refuse(
        line,
        `${label} does not come after the row before it.`,
        'Sort the rows by date, each date once.',
      );
    before = day!;
    const gap = figures.indexOf(null);
    if (gap >= 0)
      refuse(line, `${headings[gap]} has no return.`, 'Leave the row or the asset out, or give the figure.');
    const ruin = figures.findIndex((r) => r! < -1);
    if (ruin >= 0)
      refuse(
        line,
        `${headings[ruin]} loses more than all, ${figures[ruin]}.`,
        'Give returns as decimals: −0.05 for a fall of 5 %.',
      );
  }
  const t = rows.length;
  if (t < 3) refuse(null, `${t} rows of returns are too few for a covariance.`, 'Give three or more.');

  const n = headings.length;
  const means = Float64Array.from(
    headings,
    (_, i) => rows.reduce((sum, { figures }) => sum + figures[i]!, 0) / t,
  );
  const matrix = new Float64Array(n * n);
  for (const { figures } of rows)
    for (let i = 0; i < n; i++)
      for (let j = 0; j <= i; j++)
        matrix[i * n + j]! += (figures[i]! - means[i]!) * (figures[j]! - means[j]!);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      matrix[i * n + j]! *= perYear / (t - 1);
      matrix[j * n + i] = matrix[i * n + j]!;
    }
  const still = headings.findIndex((_, i) => !(matrix[i * (n + 1)]! > 0));
  if (still >= 0)
    refuse(
      null,
      `${headings[still]} has the same return in every row, so no risk can be estimated.`,
      'Leave it out.',
    );
  const problems: Problem[] =
    t <= n
      ? [
          {
            severity: 'warning',
            code: 'few-returns',
            about: file,
            message: `${t} returns of ${n} assets: some mixes of them look riskless only because there are so few.`,
            remedy: 'Give more rows than assets, or expected returns and covariance from a risk model.',
          },
        ]
      : [];
  const covariance = { kind: 'dense', n, matrix } as const;
  return { assets: { names: headings, covariance, expected: means.map((m) => m * perYear) }, problems };
}

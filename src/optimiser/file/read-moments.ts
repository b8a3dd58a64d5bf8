import { userError } from '../../market/problem.ts';
import { cholesky } from '../../math/linear-algebra/cholesky.ts';
import type { Assets } from '../assets.ts';
import type { FigureTable } from './table.ts';

/** Two halves of a matrix may differ by so much of its largest figure, having been rounded each by itself. */
const ALIKE = 1e-8;
/** And a matrix may miss being a covariance by so much. */
const NEARLY = 1e-10;

/**
 * Expected returns and covariance as given: a row an asset, `expected`, then a column for each asset in the order of
 * the rows. The column of expected returns is all filled or all empty.
 */
export function readMoments({ headings, rows }: FigureTable, file: string): Assets {
  const refuse = (line: number | null, message: string, remedy: string): never => {
    throw userError(
      'unusable-covariance',
      file,
      `${line === null ? '' : `line ${line}: `}${message}`,
      remedy,
    );
  };
  const names = headings.slice(1);
  const n = names.length;
  if (headings[0]!.toLowerCase() !== 'expected' || n === 0)
    refuse(
      1,
      `the second heading is ${JSON.stringify(headings[0])}.`,
      'Begin with asset,expected and a heading for each asset.',
    );
  if (rows.length !== n) refuse(null, `${rows.length} rows for ${n} assets.`, 'Give one row for each asset.');
  const matrix = new Float64Array(n * n);
  for (const [i, { line, label, figures }] of rows.entries()) {
    if (label !== names[i])
      refuse(
        line,
        `${JSON.stringify(label)} stands where ${names[i]} should.`,
        'Put the rows in the order of the columns.',
      );
    for (let j = 0; j < n; j++) {
      const value =
        figures[j + 1] ?? refuse(line, `there is no covariance with ${names[j]}.`, 'Give the whole matrix.');
      matrix[i * n + j] = value;
    }
    if (!(matrix[i * (n + 1)]! > 0))
      refuse(line, `the variance of ${label} is ${matrix[i * (n + 1)]}.`, 'A variance is above 0.');
  }
  const largest = matrix.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++)
      if (Math.abs(matrix[i * n + j]! - matrix[j * n + i]!) > ALIKE * largest)
        refuse(
          rows[i]!.line,
          `the covariance of ${names[i]} with ${names[j]} is ${matrix[i * n + j]}, but the other way round ${matrix[j * n + i]}.`,
          'Give a symmetric matrix.',
        );
  const raised = matrix.slice();
  for (let i = 0; i < n; i++) raised[i * (n + 1)]! += NEARLY * largest;
  if (cholesky(raised, n) === null)
    refuse(
      null,
      'these covariances belong to no returns: some mix of the assets would have a variance below 0.',
      'Check signs and units of the matrix.',
    );

  const given = rows.filter(({ figures }) => figures[0] !== null);
  const missing = rows.find(({ figures }) => figures[0] === null);
  if (given.length > 0 && missing)
    refuse(
      missing.line,
      `${missing.label} has no expected return, others have.`,
      'Give all of them or none.',
    );
  const expected = given.length > 0 ? Float64Array.from(rows, ({ figures }) => figures[0]!) : null;
  return { names, covariance: { kind: 'dense', n, matrix }, expected };
}

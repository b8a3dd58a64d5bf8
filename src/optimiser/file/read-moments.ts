import { type Problem, userError } from '../../market/problem.ts';
import type { Assets } from '../assets.ts';
import { checkedCovariance } from '../covariance-repair.ts';
import { implausibleFigure } from '../plausible-moments.ts';
import { printedRounding } from './printed-rounding.ts';
import type { NumberTable } from './table.ts';

/**
 * Reads expected returns and a covariance matrix: one row per asset with its expected return, then its covariance
 * with each asset in the order of the rows; cash has a variance of 0. The column `expected` must be filled for all assets
 * or for none. A covariance that its printed digits leave indefinite is repaired, with a warning.
 */
export function readMoments(
  { headings, rows }: NumberTable,
  file: string,
): { readonly assets: Assets; readonly problems: readonly Problem[] } {
  const reject = (line: number | null, message: string, remedy: string): never => {
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
    reject(
      1,
      `the second heading must be "expected", followed by the assets; it is ${JSON.stringify(headings[0])}.`,
      'Start the header with asset,expected and add one heading per asset.',
    );
  if (rows.length !== n)
    reject(null, `the file has ${rows.length} rows for ${n} assets.`, 'Give one row per asset.');
  const matrix = new Float64Array(n * n);
  for (const [i, { line, label, values }] of rows.entries()) {
    if (label !== names[i])
      reject(
        line,
        `the row is ${JSON.stringify(label)}, but the column order requires ${names[i]}.`,
        'List the rows in the order of the columns.',
      );
    for (let j = 0; j < n; j++) {
      const value =
        values[j + 1] ??
        reject(line, `the covariance of ${label} with ${names[j]} is missing.`, 'Fill in the whole matrix.');
      matrix[i * n + j] = value;
    }
  }
  const implausible = implausibleFigure(
    names,
    matrix,
    rows.map(({ values }) => values[0] ?? null),
  );
  if (implausible) reject(rows[implausible.asset]!.line, implausible.message, implausible.remedy);
  let printed: Float64Array | null = null;
  const rounding = (): Float64Array => {
    if (printed) return printed;
    printed = printedRounding(rows.flatMap(({ cells }) => cells.slice(1)));
    // A variance of 0 is stated, not rounded: it is cash.
    for (let i = 0; i < n; i++) if (matrix[i * (n + 1)] === 0) printed[i * (n + 1)] = 0;
    return printed;
  };
  const checked = checkedCovariance(names, matrix, rounding, file);
  if ('fault' in checked) {
    const { row, message, remedy } = checked.fault;
    return reject(row === null ? null : rows[row]!.line, message, remedy);
  }

  const given = rows.filter(({ values }) => values[0] !== null);
  const missing = rows.find(({ values }) => values[0] === null);
  if (given.length > 0 && missing)
    reject(
      missing.line,
      `${missing.label} has no expected return, but other assets do.`,
      'Give expected returns for all assets or for none.',
    );
  const expected = given.length > 0 ? Float64Array.from(rows, ({ values }) => values[0]!) : null;
  return {
    assets: { names, covariance: { kind: 'dense', n, matrix: checked.matrix }, expected },
    problems: checked.problems,
  };
}

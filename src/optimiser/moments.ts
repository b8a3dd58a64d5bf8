import { cholesky } from '../math/linear-algebra/cholesky.ts';
import { type Problem, userError } from '../market/problem.ts';
import type { Assets } from './assets.ts';

/**
 * Sample means and the sample covariance (divisor t − 1) of simple returns, both annualised by `perYear`.
 *
 * @param periods [t][n] decimal returns, oldest first; finite.
 * @param perYear periods per year; 1 keeps the period's own unit.
 * @param about the source of the returns, for messages.
 * @returns the assets, and a warning where the covariance is singular (no more periods than assets).
 * @throws UserError for fewer than three periods, or for an asset with the same return in every period.
 */
export function estimateMoments(
  names: readonly string[],
  periods: readonly (readonly number[])[],
  perYear: number,
  about: string,
): { readonly assets: Assets; readonly problems: readonly Problem[] } {
  const [t, n] = [periods.length, names.length];
  if (t < 3)
    throw userError(
      'unusable-returns',
      about,
      `${t} rows of returns are too few to estimate a covariance.`,
      'Give at least three rows.',
    );
  const means = Float64Array.from(names, (_, i) => periods.reduce((sum, r) => sum + r[i]!, 0) / t);
  const matrix = new Float64Array(n * n);
  for (const returns of periods)
    for (let i = 0; i < n; i++)
      for (let j = 0; j <= i; j++)
        matrix[i * n + j]! += (returns[i]! - means[i]!) * (returns[j]! - means[j]!);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      matrix[i * n + j]! *= perYear / (t - 1);
      matrix[j * n + i] = matrix[i * n + j]!;
    }
  const constant = names.find((_, i) => !(matrix[i * (n + 1)]! > 0));
  if (constant !== undefined)
    throw userError(
      'unusable-returns',
      about,
      `${constant} has the same return in every row, so its variance is zero.`,
      'Remove this asset.',
    );
  const covariance = { kind: 'dense', n, matrix } as const;
  return {
    assets: { names, covariance, expected: means.map((m) => m * perYear) },
    problems: t <= n ? [singularCovariance(about, n, t)] : [],
  };
}

const singularCovariance = (about: string, assets: number, periods: number): Problem => ({
  severity: 'warning',
  code: 'few-returns',
  about,
  message: `the sample covariance of ${assets} assets is singular: there are only ${periods} periods.`,
  remedy: 'Give more periods than assets, or supply expected returns and a covariance matrix from a risk model.',
});

/**
 * Largest difference between the two halves of the matrix, relative to its largest entry: each is rounded separately.
 */
const SYMMETRY_TOLERANCE = 1e-8;
/** Most negative eigenvalue accepted as rounding, relative to the largest entry. */
const DEFINITENESS_TOLERANCE = 1e-10;

/** What makes a matrix unusable as a covariance. */
export interface CovarianceFault {
  /** The asset whose row is at fault; null for the matrix as a whole. */
  readonly row: number | null;
  readonly message: string;
  readonly remedy: string;
}

/**
 * Checks that a matrix is a covariance: positive variances, symmetric and positive semi-definite.
 *
 * @param matrix [n × n], row-major; finite.
 * @returns the first fault; null if there is none.
 */
export function covarianceFault(names: readonly string[], matrix: Float64Array): CovarianceFault | null {
  const n = names.length;
  const at = (i: number, j: number): number => matrix[i * n + j]!;
  const flat = names.findIndex((_, i) => !(at(i, i) > 0));
  if (flat >= 0)
    return {
      row: flat,
      message: `the variance of ${names[flat]} is ${at(flat, flat)}; it must be positive.`,
      remedy: 'Correct the diagonal.',
    };
  const largest = matrix.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++)
      if (Math.abs(at(i, j) - at(j, i)) > SYMMETRY_TOLERANCE * largest)
        return {
          row: i,
          message: `the matrix is not symmetric: ${names[i]}–${names[j]} is ${at(i, j)}, ${names[j]}–${names[i]} is ${at(j, i)}.`,
          remedy: 'Give both entries the same value.',
        };
  const raised = matrix.slice();
  for (let i = 0; i < n; i++) raised[i * (n + 1)]! += DEFINITENESS_TOLERANCE * largest;
  if (cholesky(raised, n) !== null) return null;
  return {
    row: null,
    message:
      'the covariance matrix is not positive semi-definite: some portfolio of these assets would have a negative variance.',
    remedy: 'Check the signs and units of the matrix.',
  };
}

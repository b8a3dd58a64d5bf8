import { cholesky } from '../math/linear-algebra/cholesky.ts';
import { symmetricEigen } from '../math/linear-algebra/symmetric-eigen.ts';
import { nearestSemidefinite } from '../math/linear-algebra/nearest-semidefinite.ts';
import type { Problem } from '../market/problem.ts';

/**
 * Largest difference between the two halves of the matrix, relative to its largest entry: each is rounded separately.
 */
const SYMMETRY_TOLERANCE = 1e-8;
/** Most negative eigenvalue accepted as rounding of the arithmetic, relative to the largest entry. */
const DEFINITENESS_TOLERANCE = 1e-10;

/** What makes a matrix unusable as a covariance. */
export interface CovarianceFault {
  /** The asset whose row is at fault; null for the matrix as a whole. */
  readonly row: number | null;
  readonly message: string;
  readonly remedy: string;
}

/** A covariance that can be used, and a warning if it had to be repaired; or what is wrong with it. */
export type CheckedCovariance =
  | { readonly matrix: Float64Array; readonly problems: readonly Problem[] }
  | { readonly fault: CovarianceFault };

/**
 * Checks that a matrix is a covariance: symmetric and positive semi-definite, with variances of 0 for cash. A matrix that is
 * not semi-definite because its entries were rounded when they were printed is moved to the nearest one that is, within
 * that rounding (Higham 2002), with a warning.
 *
 * @param matrix [n × n], row-major; finite.
 * @param rounding gives, if it is needed, [n × n] half a unit of the last digit of each entry; null for numbers that were
 *   never printed.
 * @param about the source of the matrix, for messages.
 */
export function checkedCovariance(
  names: readonly string[],
  matrix: Float64Array,
  rounding: (() => Float64Array) | null,
  about: string,
): CheckedCovariance {
  const n = names.length;
  const at = (i: number, j: number): number => matrix[i * n + j]!;
  const negative = names.findIndex((_, i) => !(at(i, i) >= 0));
  if (negative >= 0)
    return faulty(
      negative,
      `the variance of ${names[negative]} is ${at(negative, negative)}; it cannot be negative.`,
      'Correct the diagonal.',
    );
  const largest = matrix.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++)
      if (
        Math.abs(at(i, j) - at(j, i)) > SYMMETRY_TOLERANCE * largest &&
        Math.abs(at(i, j) - at(j, i)) > (rounding?.()[i * n + j] ?? 0)
      )
        return faulty(
          i,
          `the matrix is not symmetric: ${names[i]}–${names[j]} is ${at(i, j)}, ${names[j]}–${names[i]} is ${at(j, i)}.`,
          'Give both entries the same value.',
        );
  const symmetric = matrix.slice();
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++) {
      const middle = at(i, j) === at(j, i) ? at(i, j) : (at(i, j) + at(j, i)) / 2;
      symmetric[i * n + j] = middle;
      symmetric[j * n + i] = middle;
    }
  if (isSemidefinite(symmetric, n, largest)) return { matrix: symmetric, problems: [] };
  return repaired(names, symmetric, rounding?.() ?? null, about);
}

const faulty = (row: number | null, message: string, remedy: string): CheckedCovariance => ({
  fault: { row, message, remedy },
});

/** Cash, whose row is zero, is left out: the factorisation needs positive pivots. */
function isSemidefinite(matrix: Float64Array, n: number, largest: number): boolean {
  const raised = matrix.slice();
  for (let i = 0; i < n; i++) raised[i * (n + 1)]! += DEFINITENESS_TOLERANCE * (largest || 1);
  return cholesky(raised, n) !== null;
}

function repaired(
  names: readonly string[],
  matrix: Float64Array,
  rounding: Float64Array | null,
  about: string,
): CheckedCovariance {
  const n = names.length;
  const isZero = (i: number): boolean => {
    for (let j = 0; j < n; j++) if (matrix[i * n + j] !== 0) return false;
    return true;
  };
  // Cash stays cash: only the others are moved.
  const moving = names.map((_, i) => i).filter((i) => !isZero(i));
  const m = moving.length;
  const pick = (from: Float64Array): Float64Array =>
    Float64Array.from({ length: m * m }, (_, k) => from[moving[Math.floor(k / m)]! * n + moving[k % m]!]!);
  const found = nearestSemidefinite(pick(matrix), m, rounding ? pick(rounding) : new Float64Array(m * m));
  const broken = 'the covariance matrix is not positive semi-definite';
  const { values } = symmetricEigen(pick(matrix), m);
  const eigenvalue = `its smallest eigenvalue is ${values[0]!.toExponential(1)}`;
  // Half a unit if the digits were rounded, a whole one if they were cut off.
  if (!(found.movedInTolerances <= 2)) {
    const alone = moving.find((i) => matrix[i * (n + 1)] === 0);
    return faulty(
      alone ?? null,
      `${broken}: some portfolio of these assets would have a negative variance (${eigenvalue}). ` +
        (alone === undefined
          ? `The nearest matrix without one differs by up to ${found.moved.toExponential(1)}, more than the rounding of ${rounding ? 'its printed digits' : 'its arithmetic'}.`
          : `${names[alone]} has a variance of 0, so its covariances must be 0 too.`),
      'Check the signs and units of the matrix, or compute it from complete returns.',
    );
  }
  const out = matrix.slice();
  for (const [p, i] of moving.entries())
    for (const [q, j] of moving.entries()) out[i * n + j] = found.matrix[p * m + q]!;
  const problem: Problem = {
    severity: 'warning',
    code: 'covariance-repaired',
    about,
    message:
      `${broken} (${eigenvalue}), as rounding to its printed digits can make it. The nearest one that is was used: ` +
      `no entry moved by more than ${found.moved.toExponential(1)}.`,
    remedy: 'Give the matrix with more digits.',
  };
  return { matrix: out, problems: [problem] };
}

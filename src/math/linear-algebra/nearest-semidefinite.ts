import { fromEigen, symmetricEigen } from './symmetric-eigen.ts';

export interface NearestSemidefinite {
  /**
   * n × n, symmetric and positive semi-definite up to rounding: the nearest within the tolerances, or, where none was found
   * there, the nearest of all.
   */
  readonly matrix: Float64Array;
  readonly isWithin: boolean;
  /** The largest move of an entry, and the largest in units of its tolerance. */
  readonly moved: number;
  readonly movedInTolerances: number;
}

/** Of alternating projections; a large matrix is projected once, which costs seconds. */
const roundsFor = (n: number): number => (n <= 60 ? 100 : 1);
/** A tolerance may be exceeded by this fraction of itself. */
const SLACK = 1e-3;

/**
 * The positive semi-definite matrix nearest to a symmetric one (in the Frobenius norm, in units of the tolerances) of those
 * whose entries lie within `tolerances` of it: Higham (2002), alternating projections with Dykstra's correction onto the semi-definite cone and
 * onto the box of tolerances.
 *
 * @param given n × n, symmetric. @param tolerances n × n, symmetric, none below 0.
 */
export function nearestSemidefinite(
  given: Float64Array,
  n: number,
  tolerances: Float64Array,
): NearestSemidefinite {
  // In units in which tolerances are about equal, so that what was printed finely moves little. A congruence keeps the signs.
  const units = Float64Array.from({ length: n }, (_, i) => Math.sqrt(tolerances[i * (n + 1)]!));
  const least = units.reduce((min, u) => (u > 0 ? Math.min(min, u) : min), Infinity);
  const unit = (k: number): number =>
    (units[Math.floor(k / n)]! || (least < Infinity ? least : 1)) *
    (units[k % n]! || (least < Infinity ? least : 1));
  const scaled = (m: Float64Array): Float64Array => m.map((v, k) => v / unit(k));
  const found = alternate(scaled(given), n, scaled(tolerances));
  const matrix = found.matrix.map((v, k) => v * unit(k));
  return {
    ...found,
    matrix,
    moved: matrix.reduce((most, v, k) => Math.max(most, Math.abs(v - given[k]!)), 0),
  };
}

function alternate(a: Float64Array, n: number, tolerance: Float64Array): NearestSemidefinite {
  let y = a.slice();
  let correction = new Float64Array(n * n);
  let nearest: NearestSemidefinite | null = null;
  for (let round = 0; round < roundsFor(n); round++) {
    const from = y.map((v, k) => v - correction[k]!);
    const eigen = symmetricEigen(from, n);
    const x = fromEigen(
      eigen,
      eigen.values.map((v) => Math.max(v, 0)),
    );
    correction = x.map((v, k) => v - from[k]!);
    let [moved, movedInTolerances] = [0, 0];
    for (let k = 0; k < x.length; k++) {
      const move = Math.abs(x[k]! - a[k]!);
      moved = Math.max(moved, move);
      if (move > 0) movedInTolerances = Math.max(movedInTolerances, move / tolerance[k]!);
    }
    const isWithin = movedInTolerances <= 1 + SLACK;
    nearest ??= { matrix: x, isWithin, moved, movedInTolerances };
    if (isWithin) return { matrix: x, isWithin, moved, movedInTolerances };
    y = x.map((v, k) => Math.min(Math.max(v, a[k]! - tolerance[k]!), a[k]! + tolerance[k]!));
  }
  return nearest!;
}

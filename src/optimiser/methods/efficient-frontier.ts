import { largestCurvature } from '../../math/qp/hessian.ts';
import { type Assets, dot, expectedOf } from '../assets.ts';
import { type OptimalPortfolio, optimalPortfolio } from '../result.ts';
import type { Constraint } from '../constraints/constraint.ts';
import type { Solution, Unsolved } from '../solve.ts';
import { solveMeanVariance } from './mean-variance.ts';

/** Efficient portfolios in ascending order of expected return. */
export interface Frontier {
  readonly kind: 'frontier';
  readonly points: readonly OptimalPortfolio[];
}

/** Risk tolerance rises tenfold until the expected return changes by no more than this, relatively. */
const UNCHANGED = 1e-12;
const MAXIMUM_RAISES = 8;

/**
 * The efficient frontier from minimum variance to maximum expected return, at equal steps of expected return; a
 * single portfolio if both ends have the same return. Each point starts from its neighbour's solution and seldom
 * needs the interior-point solver: between two corner portfolios (Markowitz 1956) the same constraints bind.
 *
 * @param count number of portfolios, at least 2.
 * @throws RangeError if `count` is below 2 or not whole, or if the assets have no expected returns.
 */
export async function efficientFrontier(
  assets: Assets,
  constraints: readonly Constraint[],
  count: number,
): Promise<Frontier | Unsolved> {
  if (!(Number.isInteger(count) && count >= 2))
    throw new RangeError(`a frontier needs a whole number of points, at least 2; ${count} was given`);
  const expected = expectedOf(assets);
  const minimumRisk = await solveMeanVariance(assets, constraints, { kind: 'risk-tolerance', tolerance: 0 });
  if (minimumRisk.kind !== 'solved') return minimumRisk;
  const highestReturn = await maximumReturn(assets, constraints, minimumRisk);
  if (highestReturn.kind !== 'solved') return highestReturn;
  const from = dot(expected, minimumRisk.weights);
  const to = dot(expected, highestReturn.weights);
  const size = expected.reduce((most, m) => Math.max(most, Math.abs(m)), 0);
  if (!(to - from > UNCHANGED * size))
    return { kind: 'frontier', points: [optimalPortfolio(assets, minimumRisk)] };

  const points: Solution[] = [minimumRisk];
  for (let k = 1; k < count - 1; k++) {
    const atLeast = from + ((to - from) * k) / (count - 1);
    const near = points[k - 1]!.point;
    // The first target-return problem has one row more than the minimum-variance one: the return target.
    const start = k === 1 ? { ...near, rowDuals: Float64Array.of(...near.rowDuals, 0) } : near;
    const found = await solveMeanVariance(assets, constraints, { kind: 'target-return', atLeast }, start);
    if (found.kind !== 'solved') return found;
    points.push(found);
  }
  return { kind: 'frontier', points: [...points, highestReturn].map((p) => optimalPortfolio(assets, p)) };
}

/** The upper end of the frontier: the least volatile of the portfolios with the maximum expected return. */
async function maximumReturn(
  assets: Assets,
  constraints: readonly Constraint[],
  from: Solution,
): Promise<Solution | Unsolved> {
  const expected = expectedOf(assets);
  const least = expected.reduce((a, b) => Math.min(a, b));
  const most = expected.reduce((a, b) => Math.max(a, b));
  if (least === most) return from;
  let tolerance = largestCurvature(assets.covariance) / (most - least);
  let best = from;
  for (let k = 0; k < MAXIMUM_RAISES; k++) {
    const found = await solveMeanVariance(
      assets,
      constraints,
      { kind: 'risk-tolerance', tolerance },
      best.point,
    );
    if (found.kind !== 'solved') return found;
    const gain = dot(expected, found.weights) - dot(expected, best.weights);
    best = found;
    if (k > 0 && gain <= UNCHANGED * Math.max(Math.abs(least), Math.abs(most))) break;
    tolerance *= 10;
  }
  return best;
}

import { largestCurvature } from '../../math/qp/hessian.ts';
import { type Assets, dot, expectedOf } from '../assets.ts';
import { type Chosen, chosen } from '../result.ts';
import type { Limit } from '../constraints/constraint.ts';
import type { Solution, Unsolved } from '../solve.ts';
import { solveMeanVariance } from './mean-variance.ts';

/** Efficient portfolios in the order of their expected returns. */
export interface Frontier {
  readonly kind: 'frontier';
  readonly points: readonly Chosen[];
}

/** Risk tolerance is raised tenfold until the return stays the same to so much. */
const SAME = 1e-12;
const MOST_RAISES = 8;

/**
 * `count` portfolios, 2 or more, from that of least variance to that of the greatest expected return, at even steps of
 * return; one where these are the same. Each begins at its neighbour's solution, which mostly spares it the interior
 * point: between two corners of the frontier (Markowitz 1956) the same limits hold.
 */
export async function efficientFrontier(
  assets: Assets,
  limits: readonly Limit[],
  count: number,
): Promise<Frontier | Unsolved> {
  if (!(Number.isInteger(count) && count >= 2))
    throw new RangeError(`a frontier has a whole number of points, 2 or more, not ${count}`);
  const expected = expectedOf(assets);
  const safest = await solveMeanVariance(assets, limits, { kind: 'risk-tolerance', tolerance: 0 });
  if (safest.kind !== 'solved') return safest;
  const boldest = await greatestReturn(assets, limits, safest);
  if (boldest.kind !== 'solved') return boldest;
  const from = dot(expected, safest.weights);
  const to = dot(expected, boldest.weights);
  const size = expected.reduce((most, m) => Math.max(most, Math.abs(m)), 0);
  if (!(to - from > SAME * size)) return { kind: 'frontier', points: [chosen(assets, safest)] };

  const points: Solution[] = [safest];
  for (let k = 1; k < count - 1; k++) {
    const atLeast = from + ((to - from) * k) / (count - 1);
    const near = points[k - 1]!.point;
    // The first has a row more than the safest: the one on return.
    const start = k === 1 ? { ...near, rowDuals: Float64Array.of(...near.rowDuals, 0) } : near;
    const found = await solveMeanVariance(assets, limits, { kind: 'target-return', atLeast }, start);
    if (found.kind !== 'solved') return found;
    points.push(found);
  }
  return { kind: 'frontier', points: [...points, boldest].map((p) => chosen(assets, p)) };
}

/** Of the portfolios of the greatest expected return, that of least variance: the end of the frontier. */
async function greatestReturn(
  assets: Assets,
  limits: readonly Limit[],
  from: Solution,
): Promise<Solution | Unsolved> {
  const expected = expectedOf(assets);
  const least = expected.reduce((a, b) => Math.min(a, b));
  const most = expected.reduce((a, b) => Math.max(a, b));
  if (least === most) return from;
  let tolerance = largestCurvature(assets.covariance) / (most - least);
  let best = from;
  for (let k = 0; k < MOST_RAISES; k++) {
    const found = await solveMeanVariance(assets, limits, { kind: 'risk-tolerance', tolerance }, best.point);
    if (found.kind !== 'solved') return found;
    const gain = dot(expected, found.weights) - dot(expected, best.weights);
    best = found;
    if (k > 0 && gain <= SAME * Math.max(Math.abs(least), Math.abs(most))) break;
    tolerance *= 10;
  }
  return best;
}

import { type Corner, criticalLine } from '../../math/qp/critical-line.ts';
import { fixedPoint, largestResidual } from '../../math/qp/fixed-point.ts';
import { largestCurvature } from '../../math/qp/hessian.ts';
import { objectiveScale, type PrimalDual } from '../../math/qp/program.ts';
import { scaledProgram } from '../../math/qp/scaled-program.ts';
import { assemble } from '../assemble.ts';
import { type Assets, dot, expectedOf } from '../assets.ts';
import { type OptimalPortfolio, optimalPortfolio } from '../result.ts';
import type { Constraint } from '../constraints/constraint.ts';
import { solutionWith, solve, type Solution, type Unsolved } from '../solve.ts';
import { solveMeanVariance } from './mean-variance.ts';
import { netReward } from './trade-off.ts';

/** Efficient portfolios in ascending order of expected return. */
export interface Frontier {
  readonly kind: 'frontier';
  readonly points: readonly OptimalPortfolio[];
  /** With a risk-free rate: from the rate, at no risk, through the tangency portfolio. Null where no portfolio earns more. */
  readonly capitalMarketLine?: {
    readonly riskFreeRate: number;
    /** The portfolio with the largest Sharpe ratio, which is the slope of the line. */
    readonly tangency: OptimalPortfolio;
  } | null;
}

/** Risk tolerance rises tenfold until the expected return changes by no more than this, relatively. */
const UNCHANGED = 1e-12;
const MAXIMUM_RAISES = 8;
/** The first risk tolerance, in units of the largest variance over the spread of returns: usually enough at once. */
const FIRST_TOLERANCE = 1e3;
/** A point of the critical line with a larger residual is solved again. */
const EXACT = 1e-10;

/**
 * The efficient frontier from minimum variance to maximum expected return, at equal steps of expected return; a
 * single portfolio if both ends have the same return. With bounds and full investment alone it follows the critical line
 * (Markowitz 1956), exactly; with further constraints each point starts from its neighbour's solution, because between
 * two corner portfolios the same constraints bind.
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
  const points =
    (await pointsOnLine(assets, constraints, count)) ?? (await pointByPoint(assets, constraints, count));
  return Array.isArray(points)
    ? { kind: 'frontier', points: points.map((p) => optimalPortfolio(assets, p)) }
    : points;
}

/** The ends have the same expected return, up to rounding. */
function isOnePoint(expected: Float64Array, from: number, to: number): boolean {
  const size = expected.reduce((most, m) => Math.max(most, Math.abs(m)), 0);
  return !(to - from > UNCHANGED * size);
}

/** The points from the corners of the critical line; null if it cannot be followed. */
async function pointsOnLine(
  assets: Assets,
  constraints: readonly Constraint[],
  count: number,
): Promise<Solution[] | null> {
  const expected = expectedOf(assets);
  const assembled = assemble(assets, constraints, { linear: new Float64Array(expected.length) });
  const corners = criticalLine(assembled.program, expected)?.reverse();
  if (!corners) return null;
  // The covariance is scaled once, not for every point.
  const scaled = scaledProgram(assembled.program);
  const scale = objectiveScale(assembled.program);
  const returns = corners.map(({ point }) => dot(expected, point.x));
  const [from, to] = [returns[0]!, returns.at(-1)!];
  const steps = isOnePoint(expected, from, to) ? 0 : count - 1;
  const points: Solution[] = [];
  for (let k = 0, at = 0; k <= steps; k++) {
    const wanted = k === steps ? to : from + ((to - from) * k) / steps;
    while (at < corners.length - 2 && returns[at + 1]! < wanted) at++;
    const [low, high] = [corners[at]!, corners[at + 1] ?? corners[at]!];
    const width = (returns[at + 1] ?? returns[at]!) - returns[at]!;
    const { tolerance, point } = between(low, high, k > 0 && width > 0 ? (wanted - returns[at]!) / width : 0);
    const linear = expected.map((m) => -tolerance * m);
    const evaluated = fixedPoint(
      { ...scaled.program, linear: linear.map((c) => c / scale) },
      scaled.scale(point),
    );
    const found = solutionWith(assets, assembled, 'critical-line', point, evaluated);
    const exact =
      largestResidual(found.residuals) <= EXACT ? found : await solve(assets, constraints, { linear }, point);
    if (exact.kind !== 'solved') return null;
    points.push(exact);
  }
  return points;
}

/** The solution at a share of the way from one corner to the next. */
function between(low: Corner, high: Corner, share: number): Corner {
  const mix = (a: number, b: number): number => (share === 1 ? b : a + (b - a) * share);
  return {
    tolerance: mix(low.tolerance, high.tolerance),
    point: {
      x: low.point.x.map((w, i) => mix(w, high.point.x[i]!)),
      rowDuals: low.point.rowDuals.map((y, r) => mix(y, high.point.rowDuals[r]!)),
      tradeDual: 0,
    },
  };
}

async function pointByPoint(
  assets: Assets,
  constraints: readonly Constraint[],
  count: number,
): Promise<Solution[] | Unsolved> {
  const expected = expectedOf(assets);
  const minimumRisk = await solveMeanVariance(assets, constraints, { kind: 'risk-tolerance', tolerance: 0 });
  if (minimumRisk.kind !== 'solved') return minimumRisk;
  const highestReturn = await maximumReturn(assets, constraints, minimumRisk);
  if (highestReturn.kind !== 'solved') return highestReturn;
  const net = (found: Solution): number => netReward(constraints, expected, found.weights);
  const from = net(minimumRisk);
  const to = net(highestReturn);
  if (isOnePoint(expected, from, to)) return [minimumRisk];

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
  return [...points, highestReturn];
}

/** The upper end of the frontier: the least volatile of the portfolios with the maximum expected return. */
export async function maximumReturn(
  assets: Assets,
  constraints: readonly Constraint[],
  from?: Solution,
): Promise<Solution | Unsolved> {
  const expected = expectedOf(assets);
  const least = expected.reduce((a, b) => Math.min(a, b));
  const most = expected.reduce((a, b) => Math.max(a, b));
  const at = (tolerance: number, near?: PrimalDual) =>
    solveMeanVariance(assets, constraints, { kind: 'risk-tolerance', tolerance }, near);
  if (least === most) return from ?? at(0);
  const unit = (largestCurvature(assets.covariance) || 1) / (most - least);
  let found = await at(FIRST_TOLERANCE * unit);
  // Where variances count for so little, the solver can fail; then they lose weight step by step.
  let tolerance = (found.kind === 'failed' ? 1 : FIRST_TOLERANCE) * unit;
  if (found.kind === 'failed') found = await at(tolerance, from?.point);
  for (let k = 0; found.kind === 'solved' && k < MAXIMUM_RAISES; k++) {
    tolerance *= 10;
    const next = await at(tolerance, found.point);
    if (next.kind !== 'solved') return next.kind === 'failed' ? found : next;
    const gain =
      netReward(constraints, expected, next.weights) - netReward(constraints, expected, found.weights);
    found = next;
    if (gain <= UNCHANGED * Math.max(Math.abs(least), Math.abs(most))) break;
  }
  return found;
}

import { largestCurvature } from '../../math/qp/hessian.ts';
import type { PrimalDual } from '../../math/qp/program.ts';
import { type Assets, expectedOf, volatilityOf } from '../assets.ts';
import { type Constraint, exactPercentText } from '../constraints/constraint.ts';
import type { Solution, Unsolved } from '../solve.ts';
import { netReward, solveTradeOff } from './trade-off.ts';

/** A target is met within this, relatively. */
const TOLERANCE = 1e-12;
/** A target beyond what can be attained by no more than this is met there: the difference is rounding. */
const ROUNDING = 1e-9;
const MOST_STEPS = 200;
/** Beyond this risk tolerance, in units of variance over return, weights no longer change. */
const MOST_TOLERANCE = 1e9;

/**
 * The largest expected return, net of costs, at a volatility of at most `atMost`. Volatility rises with the risk
 * tolerance, so the tolerance at which it meets the target is a root, found by bracketing and regula falsi.
 */
export function targetVolatility(
  assets: Assets,
  constraints: readonly Constraint[],
  atMost: number,
): Promise<Solution | Unsolved> {
  if (!(atMost >= 0)) throw new RangeError(`a target volatility must be 0 or more; it is ${atMost}`);
  return firstReaching(
    assets,
    constraints,
    ({ weights }) => volatilityOf(assets, weights) / (atMost || 1) - (atMost > 0 ? 1 : 0),
    { beyond: 'is-allowed', name: `a volatility of at most ${exactPercentText(atMost)}` },
  );
}

/** The least variance at an expected return, net of costs, of at least `atLeast`. */
export function targetNetReturn(
  assets: Assets,
  constraints: readonly Constraint[],
  atLeast: number,
): Promise<Solution | Unsolved> {
  const expected = expectedOf(assets);
  const size = expected.reduce((most, m) => Math.max(most, Math.abs(m)), Math.abs(atLeast)) || 1;
  return firstReaching(
    assets,
    constraints,
    ({ weights }) => (netReward(constraints, expected, weights) - atLeast) / size,
    {
      beyond: 'is-needed',
      name: `an expected return, net of costs, of at least ${exactPercentText(atLeast)}`,
    },
  );
}

/**
 * The solution with the risk tolerance at which an increasing `excess` over a target is 0. If it is above 0 from the
 * start, a limit (`is-allowed`) cannot be kept and a requirement (`is-needed`) is met by minimum variance; if it stays below
 * 0, the other way round.
 */
async function firstReaching(
  assets: Assets,
  constraints: readonly Constraint[],
  excess: (solution: Solution) => number,
  target: { readonly beyond: 'is-allowed' | 'is-needed'; readonly name: string },
): Promise<Solution | Unsolved> {
  const expected = expectedOf(assets);
  const conflict: Unsolved = {
    kind: 'infeasible',
    conflict: [target.name, ...constraints.map((c) => c.name)],
  };
  const at = async (tolerance: number, near?: PrimalDual) => {
    const found = await solveTradeOff(assets, constraints, expected, tolerance, near);
    return found.kind === 'solved'
      ? ({ kind: 'tried', found, tolerance, over: excess(found) } as const)
      : found;
  };
  const mostReturn = expected.reduce((most, m) => Math.max(most, Math.abs(m)), 0) || 1;
  const unit = (largestCurvature(assets.covariance) || 1) / mostReturn;
  let low = await at(0);
  if (low.kind !== 'tried') return low;
  if (low.over > ROUNDING) return target.beyond === 'is-needed' ? low.found : conflict;

  let high = await at(1e-3 * unit, low.found.point);
  while (high.kind === 'tried' && high.over < 0) {
    if (high.tolerance > MOST_TOLERANCE * unit)
      return target.beyond === 'is-allowed' || high.over > -ROUNDING ? high.found : conflict;
    low = high;
    high = await at(4 * high.tolerance, high.found.point);
  }
  if (high.kind !== 'tried') return high;

  let [leftLow, leftHigh] = [low.over, high.over];
  for (
    let k = 0;
    k < MOST_STEPS && leftHigh - leftLow > 0 && high.tolerance - low.tolerance > 1e-15 * unit;
    k++
  ) {
    // Every fourth step halves the bracket, so that a flat stretch cannot stall it.
    const tolerance =
      k % 4 === 3
        ? (low.tolerance + high.tolerance) / 2
        : (low.tolerance * leftHigh - high.tolerance * leftLow) / (leftHigh - leftLow);
    if (!(tolerance > low.tolerance && tolerance < high.tolerance)) break;
    const middle = await at(tolerance, low.found.point);
    if (middle.kind !== 'tried') return middle;
    if (Math.abs(middle.over) <= TOLERANCE) return middle.found;
    if (middle.over < 0) {
      [low, leftLow] = [middle, middle.over];
      leftHigh /= 2;
    } else {
      [high, leftHigh] = [middle, middle.over];
      leftLow /= 2;
    }
  }
  return target.beyond === 'is-allowed' ? low.found : high.found;
}

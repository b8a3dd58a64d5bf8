import { largestCurvature } from '../../math/qp/hessian.ts';
import type { PrimalDual } from '../../math/qp/program.ts';
import { type Assets, riskFreeAssets, varianceOf } from '../assets.ts';
import type { Constraint } from '../constraints/constraint.ts';
import { weightBounds } from '../constraints/weight-bounds.ts';
import { assemble } from '../assemble.ts';
import type { Solution, Unsolved } from '../solve.ts';
import { netReward, solveTradeOff } from './trade-off.ts';

/**
 * The ratio has no maximum: no feasible weights have a positive reward, some have a reward without risk, or (for ratios that
 * every asset must enter) some assets have no risk.
 */
export type UndefinedRatio =
  | { readonly kind: 'no-ratio'; readonly reason: 'no-reward' | 'no-risk' }
  | { readonly kind: 'no-ratio'; readonly reason: 'asset-without-risk'; readonly assets: readonly string[] };

/** The weights with the largest ratio, and whether mixes of them with cash have the same. */
export interface RatioSolution {
  readonly kind: 'solved';
  readonly solution: Solution;
  readonly ratio: number;
  /** The risk tolerance T at which the solution was found. */
  readonly tolerance: number;
  /** Cash without reward, which does not change the ratio; empty if there is none. */
  readonly neutral: readonly string[];
}

const MAXIMUM_DOUBLINGS = 60;
const MAXIMUM_STEPS = 100;
/** On σ² − T·reward, relative to σ². */
const TOLERANCE = 1e-13;
/** Two ratios that differ by less, relatively, are equal. */
const SAME_RATIO = 1e-9;
/** Where a portfolio without risk exists: a first risk tolerance, in units of variance over reward. */
const SMALL = 1e-6;

/**
 * Maximises reward′w / √(w′Vw), net of trading costs, subject to any constraints: a fractional programme. Its solution also
 * minimises ½·w′Vw − T·reward′w for T = w′Vw / reward′w. As T grows the ratio rises while σ² − T·reward is positive and falls
 * afterwards, so the optimal T is the only root of that function. The root is bracketed and then found by regula
 * falsi (Illinois variant). Our choice over the usual change of variable (Charnes and Cooper 1962), which turns each
 * bound into a row.
 *
 * With cash that has no reward, many mixes have the largest ratio (Tobin 1958). Of these, the one with the least cash is
 * given.
 *
 * @param reward [n], e.g. expected returns above the risk-free rate.
 */
export async function maximiseRatio(
  assets: Assets,
  constraints: readonly Constraint[],
  reward: Float64Array,
): Promise<RatioSolution | Unsolved | UndefinedRatio> {
  const neutral = riskFreeAssets(assets).filter((i) => reward[i] === 0);
  const any = await largestRatio(assets, constraints, reward);
  if (neutral.length === 0 || any.kind !== 'solved') return any;
  const names = neutral.map((i) => assets.names[i]!);
  const risky = await largestRatio(assets, [...constraints, leastOf(assets, constraints, neutral)], reward);
  if (risky.kind === 'solved' && risky.ratio >= any.ratio * (1 - SAME_RATIO))
    return { ...risky, neutral: names };
  const last = await leastCash(assets, constraints, reward, any);
  return last.kind === 'solved' ? { ...last, neutral: names } : last;
}

/** Keeps assets at their lower bounds. */
function leastOf(assets: Assets, constraints: readonly Constraint[], at: readonly number[]): Constraint {
  const { program } = assemble(assets, constraints, { linear: new Float64Array(assets.names.length) });
  const upper = program.upper.map((u, i) => (at.includes(i) ? program.lower[i]! : u));
  return weightBounds('no more cash than needed', program.lower, upper);
}

async function largestRatio(
  assets: Assets,
  constraints: readonly Constraint[],
  reward: Float64Array,
): Promise<RatioSolution | Unsolved | UndefinedRatio> {
  const most = reward.reduce((largest, r) => Math.max(largest, Math.abs(r)), 0);
  const at = async (tolerance: number, near?: PrimalDual) => {
    const found = await solveTradeOff(assets, constraints, reward, tolerance, near);
    if (found.kind !== 'solved') return found;
    const variance = varianceOf(assets, found.weights);
    const gain = netReward(constraints, reward, found.weights);
    return { kind: 'tried', found, tolerance, variance, gain, left: variance - tolerance * gain } as const;
  };
  type Tried = Extract<Awaited<ReturnType<typeof at>>, { kind: 'tried' }>;
  const solved = ({ found, tolerance, gain, variance }: Tried): RatioSolution => ({
    kind: 'solved',
    solution: found,
    ratio: gain / Math.sqrt(variance),
    tolerance,
    neutral: [],
  });
  let low = await at(0);
  if (low.kind !== 'tried') return low;
  if (most === 0) return { kind: 'no-ratio', reason: 'no-reward' };
  const unit = (largestCurvature(assets.covariance) || 1) / most;
  if (low.variance === 0) {
    // Some portfolio has no risk. Its reward is what remains of the reward as the tolerance goes to 0.
    const small = await at(SMALL * unit);
    const smaller = small.kind === 'tried' ? await at((SMALL * unit) / 10, small.found.point) : small;
    if (small.kind !== 'tried') return small;
    if (smaller.kind !== 'tried') return smaller;
    const withoutRisk = smaller.gain - (small.gain - smaller.gain) / 9;
    if (withoutRisk > SAME_RATIO * most) return { kind: 'no-ratio', reason: 'no-risk' };
    if (!(small.variance > 0 && small.gain > 0)) return { kind: 'no-ratio', reason: 'no-reward' };
    // With a free portfolio without risk or reward, the ratio is the same from here to some tolerance.
    if (withoutRisk > -SAME_RATIO * small.gain) return solved(small);
    low = small;
  }

  let high = await at(low.variance / (low.gain > 0 ? low.gain : most), low.found.point);
  for (let k = 0; high.kind === 'tried' && !(high.gain > 0 && high.left <= 0); k++) {
    if (k === MAXIMUM_DOUBLINGS) return { kind: 'no-ratio', reason: 'no-reward' };
    low = high;
    high = await at(2 * high.tolerance, high.found.point);
  }
  if (high.kind !== 'tried') return high;

  let [leftLow, leftHigh] = [low.left, high.left];
  for (let k = 0; k < MAXIMUM_STEPS && -high.left > TOLERANCE * high.variance; k++) {
    const tolerance: number = (low.tolerance * leftHigh - high.tolerance * leftLow) / (leftHigh - leftLow);
    if (!(tolerance > low.tolerance && tolerance < high.tolerance)) break;
    const middle = await at(tolerance, high.found.point);
    if (middle.kind !== 'tried') return middle;
    if (Math.abs(middle.left) <= TOLERANCE * middle.variance) return solved(middle);
    // Illinois step: the end that is retained twice has its value halved, or convergence could stall.
    if (middle.left > 0) {
      [low, leftLow] = [middle, middle.left];
      leftHigh /= 2;
    } else {
      [high, leftHigh] = [middle, middle.left];
      leftLow /= 2;
    }
  }
  return solved(high);
}

/**
 * The solution with the least cash of all with the same ratio. As T grows from where the ratio was found, risky weights only
 * grow in proportion, at the expense of cash, until another constraint binds and the ratio falls.
 */
async function leastCash(
  assets: Assets,
  constraints: readonly Constraint[],
  reward: Float64Array,
  first: RatioSolution,
): Promise<RatioSolution | Unsolved> {
  const at = async (tolerance: number, near: PrimalDual): Promise<RatioSolution | Unsolved> => {
    const found = await solveTradeOff(assets, constraints, reward, tolerance, near);
    if (found.kind !== 'solved') return found;
    const deviation = Math.sqrt(varianceOf(assets, found.weights));
    const ratio = deviation > 0 ? netReward(constraints, reward, found.weights) / deviation : 0;
    return { ...first, solution: found, ratio, tolerance };
  };
  const hasRatio = ({ ratio }: RatioSolution): boolean => ratio >= first.ratio * (1 - SAME_RATIO / 100);
  let low = first;
  let high = first.tolerance;
  for (let k = 0; k < MAXIMUM_DOUBLINGS; k++) {
    high *= 2;
    const next = await at(high, low.solution.point);
    if (next.kind !== 'solved') return next;
    if (!hasRatio(next)) break;
    low = next;
  }
  for (let k = 0; k < MAXIMUM_DOUBLINGS && high - low.tolerance > TOLERANCE * high; k++) {
    const middle = await at((low.tolerance + high) / 2, low.solution.point);
    if (middle.kind !== 'solved') return middle;
    if (hasRatio(middle)) low = middle;
    else high = middle.tolerance;
  }
  return low;
}

import type { PrimalDual } from '../../math/qp/program.ts';
import { type Assets, dot, volatilityOf } from '../assets.ts';
import type { Constraint } from '../constraints/constraint.ts';
import { solve, type Solution, type Unsolved } from '../solve.ts';

/** The ratio has no maximum: no feasible weights have a positive reward, or some have a reward without risk. */
export interface UndefinedRatio {
  readonly kind: 'no-ratio';
  readonly reason: 'no-reward' | 'no-risk';
}

const MAXIMUM_DOUBLINGS = 60;
const MAXIMUM_STEPS = 100;
/** On σ² − T·reward, relative to σ². */
const TOLERANCE = 1e-13;

/**
 * Maximises reward′w / √(w′Vw) subject to any constraints: a fractional programme. Its solution also minimises ½·w′Vw
 * − T·reward′w for T = w′Vw / reward′w. As T grows the ratio rises while σ² − T·reward is positive and falls
 * afterwards, so the optimal T is the only root of that function. The root is bracketed and then found by regula
 * falsi (Illinois variant). Our choice over the usual change of variable (Charnes and Cooper 1962), which turns each
 * bound into a row.
 *
 * @param reward [n], e.g. expected returns above the risk-free rate.
 */
export async function maximiseRatio(
  assets: Assets,
  constraints: readonly Constraint[],
  reward: Float64Array,
): Promise<Solution | Unsolved | UndefinedRatio> {
  const at = async (tolerance: number, near?: PrimalDual) => {
    const found = await solve(assets, constraints, { linear: reward.map((r) => -tolerance * r) }, near);
    if (found.kind !== 'solved') return found;
    const variance = volatilityOf(assets, found.weights) ** 2;
    const gain = dot(reward, found.weights);
    return { kind: 'tried', found, tolerance, variance, gain, left: variance - tolerance * gain } as const;
  };
  let low = await at(0);
  if (low.kind !== 'tried') return low;
  if (!(low.variance > 0)) return { kind: 'no-ratio', reason: low.gain > 0 ? 'no-risk' : 'no-reward' };

  const most = reward.reduce((largest, r) => Math.max(largest, Math.abs(r)), 0);
  if (most === 0) return { kind: 'no-ratio', reason: 'no-reward' };
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
    if (Math.abs(middle.left) <= TOLERANCE * middle.variance) return middle.found;
    // Illinois step: the end that is retained twice has its value halved, or convergence could stall.
    if (middle.left > 0) {
      [low, leftLow] = [middle, middle.left];
      leftHigh /= 2;
    } else {
      [high, leftHigh] = [middle, middle.left];
      leftLow /= 2;
    }
  }
  return high.found;
}

import type { PrimalDual } from '../../math/qp/program.ts';
import { type Assets, dot, volatilityOf } from '../assets.ts';
import type { Limit } from '../constraints/constraint.ts';
import { solve, type Solution, type Unsolved } from '../solve.ts';

/** No weights within the limits have a reward above 0, or some have one without any risk: no ratio is the best. */
export interface NoRatio {
  readonly kind: 'no-ratio';
  readonly why: 'no-reward' | 'no-risk';
}

const MOST_DOUBLINGS = 60;
const MOST_STEPS = 100;
/** On σ² − T·reward, as a share of σ². */
const EXACT = 1e-13;

/**
 * The weights of the greatest reward′w / √(w′Vw) within any limits. They minimise ½·w′Vw − T·reward′w for
 * T = w′Vw / reward′w. Along T the ratio rises as long as σ² − T·reward is above 0 and falls from there on, so the T
 * sought is that function's one root, which is bracketed and closed in on by regula falsi (the Illinois variant).
 * Our choice over the usual change of variable, which would turn each bound into a row.
 */
export async function bestRatio(
  assets: Assets,
  limits: readonly Limit[],
  reward: Float64Array,
): Promise<Solution | Unsolved | NoRatio> {
  const at = async (tolerance: number, near?: PrimalDual) => {
    const found = await solve(assets, limits, { linear: reward.map((r) => -tolerance * r) }, near);
    if (found.kind !== 'solved') return found;
    const variance = volatilityOf(assets, found.weights) ** 2;
    const gain = dot(reward, found.weights);
    return { kind: 'tried', found, tolerance, variance, gain, left: variance - tolerance * gain } as const;
  };
  let low = await at(0);
  if (low.kind !== 'tried') return low;
  if (!(low.variance > 0)) return { kind: 'no-ratio', why: low.gain > 0 ? 'no-risk' : 'no-reward' };

  const most = reward.reduce((largest, r) => Math.max(largest, Math.abs(r)), 0);
  if (most === 0) return { kind: 'no-ratio', why: 'no-reward' };
  let high = await at(low.variance / (low.gain > 0 ? low.gain : most), low.found.point);
  for (let k = 0; high.kind === 'tried' && !(high.gain > 0 && high.left <= 0); k++) {
    if (k === MOST_DOUBLINGS) return { kind: 'no-ratio', why: 'no-reward' };
    low = high;
    high = await at(2 * high.tolerance, high.found.point);
  }
  if (high.kind !== 'tried') return high;

  let [leftLow, leftHigh] = [low.left, high.left];
  for (let k = 0; k < MOST_STEPS && -high.left > EXACT * high.variance; k++) {
    const tolerance: number = (low.tolerance * leftHigh - high.tolerance * leftLow) / (leftHigh - leftLow);
    if (!(tolerance > low.tolerance && tolerance < high.tolerance)) break;
    const middle = await at(tolerance, high.found.point);
    if (middle.kind !== 'tried') return middle;
    if (Math.abs(middle.left) <= EXACT * middle.variance) return middle.found;
    // The end that stays a second time counts half, or it might stay for ever.
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

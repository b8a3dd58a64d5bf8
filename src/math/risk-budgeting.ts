import { diagonalOf, type Hessian, hessianTimes, largestCurvature, scaledHessian } from './qp/hessian.ts';
import { newtonSystem } from './qp/newton-system.ts';
import { NO_ROWS } from './qp/program.ts';

const MOST_STEPS = 200;
/** On a share of risk. */
const TOLERANCE = 1e-13;
/** The most of the way to 0 that a weight may go in a step. */
const BOLDNESS = 0.9;

/**
 * Weights above 0, summing to 1, whose contributions to the variance are in the proportions of `budgets` (each above 0,
 * summing to 1): the minimum of ½·x′Vx − Σ bᵢ·ln xᵢ, scaled (Spinu 2013; equal budgets: Maillard, Roncalli and Teiletche
 * 2010). It is strictly convex, so there is one; damped Newton finds it.
 *
 * @returns null where it is not found, as for a V under which some mix of weights has no risk.
 */
export function riskBudgeting(covariance: Hessian, budgets: Float64Array): Float64Array | null {
  const hessian = scaledHessian(covariance, 1 / largestCurvature(covariance));
  const { n } = hessian;
  const system = newtonSystem(hessian, NO_ROWS);
  const variances = diagonalOf(hessian);
  let x = budgets.map((b, i) => Math.sqrt(b / variances[i]!));
  let vx = hessianTimes(hessian, x);
  // At the minimum x′Vx = Σ bᵢ = 1, so begin there.
  const size = Math.sqrt(dot(x, vx));
  x = x.map((v) => v / size);
  vx = vx.map((v) => v / size);
  const value = (x: Float64Array, vx: Float64Array): number =>
    dot(x, vx) / 2 - budgets.reduce((sum, b, i) => sum + b * Math.log(x[i]!), 0);
  const none = new Float64Array(1);

  for (let k = 0; k < MOST_STEPS; k++) {
    const worst = budgets.reduce((most, b, i) => Math.max(most, Math.abs(x[i]! * vx[i]! - b)), 0);
    if (worst <= TOLERANCE) return normalised(x);
    const down = budgets.map((b, i) => b / x[i]! - vx[i]!);
    const step = down.slice();
    system.factorise({
      stiffness: budgets.map((b, i) => b / x[i]! ** 2),
      slackness: new Float64Array(1).fill(Infinity),
      tradeRow: new Float64Array(n),
    });
    system.solve(step, none);
    let length = step.reduce((most, d, i) => (d < 0 ? Math.min(most, (-BOLDNESS * x[i]!) / d) : most), 1);
    const before = value(x, vx);
    const gain = dot(down, step);
    // Rounding hides the last gains; they are taken on trust.
    const rounding = 1e-14 * Math.max(1, Math.abs(before));
    for (;;) {
      const next = x.map((v, i) => v + length * step[i]!);
      const vnext = hessianTimes(hessian, next);
      if (value(next, vnext) <= before - 0.1 * length * gain + rounding) {
        [x, vx] = [next, vnext];
        break;
      }
      length /= 2;
      if (!(length > 1e-12)) return null;
    }
  }
  return null;
}

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, v, i) => sum + v * b[i]!, 0);

function normalised(x: Float64Array): Float64Array {
  const sum = x.reduce((a, b) => a + b, 0);
  return x.map((v) => v / sum);
}

import { diagonalOf, type Hessian, hessianTimes, largestCurvature, scaledHessian } from './qp/hessian.ts';
import { newtonSystem } from './qp/newton-system.ts';
import { NO_ROWS } from './qp/program.ts';

const MOST_STEPS = 200;
/** Largest error of a risk contribution, as a fraction of the total. */
const TOLERANCE = 1e-13;
/** The largest fraction of the distance to 0 that a weight may move in one step. */
const STEP_FRACTION = 0.9;

/**
 * Weights above 0, summing to 1, whose contributions to the variance are in the proportions of `budgets` (each above 0,
 * summing to 1): the minimum of ½·x′Vx − Σ bᵢ·ln xᵢ, scaled (Spinu 2013; equal budgets: Maillard, Roncalli and Teiletche
 * 2010). The objective is strictly convex, so the solution is unique; found by
 * damped Newton steps.
 *
 * @param covariance n × n, as a Hessian.
 * @param budgets n fractions of risk.
 * @returns n weights; null if the iteration fails, as for a V under which some portfolio has no risk.
 */
export function riskBudgeting(covariance: Hessian, budgets: Float64Array): Float64Array | null {
  const hessian = scaledHessian(covariance, 1 / largestCurvature(covariance));
  const { n } = hessian;
  const system = newtonSystem(hessian, NO_ROWS);
  const variances = diagonalOf(hessian);
  let x = budgets.map((b, i) => Math.sqrt(b / variances[i]!));
  let vx = hessianTimes(hessian, x);
  // At the minimum x′Vx = Σ bᵢ = 1, so start there.
  const size = Math.sqrt(dot(x, vx));
  x = x.map((v) => v / size);
  vx = vx.map((v) => v / size);
  const value = (x: Float64Array, vx: Float64Array): number =>
    dot(x, vx) / 2 - budgets.reduce((sum, b, i) => sum + b * Math.log(x[i]!), 0);
  const none = new Float64Array(1);

  for (let k = 0; k < MOST_STEPS; k++) {
    const error = budgets.reduce((most, b, i) => Math.max(most, Math.abs(x[i]! * vx[i]! - b)), 0);
    if (error <= TOLERANCE) return normalised(x);
    const descent = budgets.map((b, i) => b / x[i]! - vx[i]!);
    const step = descent.slice();
    system.factorise({
      stiffness: budgets.map((b, i) => b / x[i]! ** 2),
      slackness: new Float64Array(1).fill(Infinity),
      tradeRow: new Float64Array(n),
    });
    system.solve(step, none);
    let length = step.reduce(
      (most, d, i) => (d < 0 ? Math.min(most, (-STEP_FRACTION * x[i]!) / d) : most),
      1,
    );
    const before = value(x, vx);
    const gain = dot(descent, step);
    // The last gains are below rounding; such steps are accepted.
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

import { hessianTimes, largestCurvature, withDiagonal } from './qp/hessian.ts';
import type { PrimalDual, QuadraticProgram } from './qp/program.ts';
import { solveQp } from './qp/solve-qp.ts';

export interface ConstrainedRiskBudget {
  readonly x: Float64Array;
  /** The solution as that of its last quadratic programme, whose active constraints are those of the problem. */
  readonly program: QuadraticProgram;
  readonly point: PrimalDual;
  /** The largest move of a weight in one more step of Newton's method, and the deviation of the sum from the total. */
  readonly residual: number;
}

const MOST_STEPS = 60;
const MOST_ROUNDS = 80;
/** The largest fraction of the distance to 0 that a weight may move in one step. */
const STEP_FRACTION = 0.9;
/** Weights move no more than this: converged. */
const CONVERGED = 1e-13;
const TOTAL_TOLERANCE = 1e-12;
const MOST_FACTOR = 1e12;

/**
 * Risk budgets with constraints, by Richard and Roncalli (2019): the x(λ) that minimises ½·x′Vx − λ·Σ bᵢ·ln xᵢ within
 * the constraints, for the λ at which x sums to `total`. Assets that no constraint holds contribute to the variance in the
 * proportions of their budgets. Without active constraints it is the unconstrained portfolio.
 *
 * Each x(λ) is found by Newton's method, whose steps are quadratic programmes; λ by regula falsi on its logarithm.
 *
 * @param constraints bounds, rows and turnover, without the sum of x; its objective is ignored.
 * @param start weights above 0 that sum to `total`, e.g. the unconstrained portfolio.
 * @returns null if no λ gives the total, or a programme is not solved.
 */
export function constrainedRiskBudgeting(
  constraints: QuadraticProgram,
  budgets: Float64Array,
  total: number,
  start: Float64Array,
): ConstrainedRiskBudget | null {
  const sum = (x: Float64Array): number => x.reduce((a, b) => a + b, 0);
  let x = start;
  let near: PrimalDual | undefined;
  const at = (logLambda: number) => {
    const found = barrierMinimum(constraints, budgets, Math.exp(logLambda), x, near);
    if (found) [x, near] = [found.x, found.point];
    return found && { ...found, logLambda, over: sum(found.x) / total - 1 };
  };
  // Unconstrained, x′Vx = λ.
  const first = Math.log(dot(start, hessianTimes(constraints.hessian, start)));
  let low = at(first);
  if (!low) return null;
  let high = low;
  for (let step = 0.5; low.over > 0 || high.over < 0; step *= 2) {
    if (Math.abs(low.over) <= TOTAL_TOLERANCE) return result(low);
    const next = at(low.over > 0 ? low.logLambda - step : high.logLambda + step);
    if (!next || step > Math.log(MOST_FACTOR)) return null;
    if (low.over > 0) low = next;
    else high = next;
    if (low.over > 0) high = low;
    if (high.over < 0) low = high;
  }
  let [leftLow, leftHigh] = [low.over, high.over];
  for (let k = 0; k < MOST_ROUNDS; k++) {
    if (Math.abs(low.over) <= TOTAL_TOLERANCE) return result(low);
    if (Math.abs(high.over) <= TOTAL_TOLERANCE) return result(high);
    const logLambda =
      k % 4 === 3
        ? (low.logLambda + high.logLambda) / 2
        : (low.logLambda * leftHigh - high.logLambda * leftLow) / (leftHigh - leftLow);
    const middle = at(logLambda);
    if (!middle) return null;
    if (middle.over < 0) {
      [low, leftLow] = [middle, middle.over];
      leftHigh /= 2;
    } else {
      [high, leftHigh] = [middle, middle.over];
      leftLow /= 2;
    }
    if (high.logLambda - low.logLambda < 1e-15 * Math.abs(high.logLambda)) break;
  }
  const best = Math.abs(low.over) < Math.abs(high.over) ? low : high;
  return Math.abs(best.over) < 1e-9 ? result(best) : null;
}

const result = ({
  x,
  program,
  point,
  residual,
  over,
}: ConstrainedRiskBudget & { readonly over: number }): ConstrainedRiskBudget => ({
  x,
  program,
  point,
  residual: Math.max(residual, Math.abs(over)),
});

/** The minimum of ½·x′Vx − λ·Σ bᵢ·ln xᵢ within the constraints; null if a step fails. */
function barrierMinimum(
  constraints: QuadraticProgram,
  budgets: Float64Array,
  lambda: number,
  start: Float64Array,
  warm: PrimalDual | undefined,
): ConstrainedRiskBudget | null {
  const { hessian, lower, upper } = constraints;
  const scale = largestCurvature(hessian);
  let x: Float64Array = start
    .map((v, i) => Math.min(Math.max(v, lower[i]!), upper[i]!))
    .map((v, i) => (v > 0 ? v : start[i]!));
  let near = warm;
  const value = (v: Float64Array): number =>
    dot(v, hessianTimes(hessian, v)) / 2 -
    lambda * budgets.reduce((sum, b, i) => sum + (b > 0 ? b * Math.log(v[i]!) : 0), 0);
  let isFeasible = false;
  for (let k = 0; k < MOST_STEPS; k++) {
    const curvature = budgets.map((b, i) => (lambda * b) / x[i]! ** 2);
    const program: QuadraticProgram = {
      ...constraints,
      hessian: withDiagonal(hessian, curvature),
      linear: budgets.map((b, i) => (-2 * lambda * b) / x[i]!),
      lower: lower.map((l, i) => (budgets[i]! > 0 ? Math.max(l, (1 - STEP_FRACTION) * x[i]!) : l)),
    };
    const solved = solveQp(program, near);
    if (solved.kind !== 'solved') return null;
    const next = solved.point.x;
    near = solved.point;
    const moved = next.reduce((most, v, i) => Math.max(most, Math.abs(v - x[i]!)), 0);
    const size = x.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
    if (moved <= CONVERGED * size) return { x: next, program, point: solved.point, residual: moved };
    // The first step reaches the constraints; from then on every step is damped to descend.
    let length = 1;
    if (isFeasible) {
      const before = value(x);
      const rounding = 1e-14 * (Math.abs(before) + scale * size ** 2);
      const along = (s: number): Float64Array => x.map((v, i) => v + s * (next[i]! - v));
      while (length > 1e-10 && value(along(length)) > before + rounding) length /= 2;
      if (length <= 1e-10) return { x, program, point: { ...solved.point, x }, residual: moved };
      x = along(length);
    } else x = next;
    isFeasible = true;
    if (k === MOST_STEPS - 1 && moved <= 1e-9 * size)
      return { x, program, point: { ...solved.point, x }, residual: moved };
  }
  return null;
}

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, v, i) => sum + v * b[i]!, 0);

import { type Hessian, hessianTimes, largestCurvature } from './hessian.ts';

/**
 * A convex quadratic programme of portfolio construction, n variables:
 *
 *   minimise ½·x′Vx + c′x + Σ κᵢ·|xᵢ − pᵢ|
 *   subject to  lower ≤ x ≤ upper,  rows.lower ≤ R·x ≤ rows.upper,  ½·Σ |xᵢ − pᵢ| ≤ limit.
 *
 * An equality is a row with equal ends. Bounds may be infinite; all other numbers are finite, and nothing is NaN.
 */
export interface QuadraticProgram {
  readonly hessian: Hessian;
  /** c, n long. */
  readonly linear: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly rows: Rows;
  readonly trade: Trade | null;
}

/** Linear constraints. */
export interface Rows {
  readonly count: number;
  /** R, count × n, row-major. */
  readonly coefficients: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** Costs and limit of trading away from a starting point. */
export interface Trade {
  /** p, n long. It may violate the bounds. */
  readonly from: Float64Array;
  /** κ ≥ 0, n long: cost per unit of x in the objective's units, the same for buying and selling; a difference belongs in c. */
  readonly cost: Float64Array;
  /** Limit on one-way turnover ½·Σ|x − p|; Infinity for none. */
  readonly limit: number;
}

/** A primal point with its multipliers. */
export interface PrimalDual {
  readonly x: Float64Array;
  /** y, one per row: positive if the lower end is active, negative if the upper end is. */
  readonly rowDuals: Float64Array;
  /** λ ≥ 0 of the turnover limit. */
  readonly tradeDual: number;
}

/** Multipliers that prove infeasibility (Farkas' lemma). */
export type FarkasCertificate = Pick<PrimalDual, 'rowDuals' | 'tradeDual'>;

export const NO_ROWS: Rows = {
  count: 0,
  coefficients: new Float64Array(0),
  lower: new Float64Array(0),
  upper: new Float64Array(0),
};

/** V·x + c. */
export function gradient({ hessian, linear }: QuadraticProgram, x: Float64Array): Float64Array {
  const g = hessianTimes(hessian, x);
  for (let i = 0; i < g.length; i++) g[i]! += linear[i]!;
  return g;
}

/** R·x. */
export function rowValues({ rows }: QuadraticProgram, x: Float64Array): Float64Array {
  const n = x.length;
  const values = new Float64Array(rows.count);
  for (let r = 0, at = 0; r < rows.count; r++) {
    let sum = 0;
    for (let i = 0; i < n; i++, at++) sum += rows.coefficients[at]! * x[i]!;
    values[r] = sum;
  }
  return values;
}

/** Adds `scale`·R′y to `out`. */
export function addRowsTransposed(rows: Rows, y: Float64Array, scale: number, out: Float64Array): void {
  const n = out.length;
  for (let r = 0; r < rows.count; r++) {
    const v = scale * y[r]!;
    if (v === 0) continue;
    for (let i = 0, at = r * n; i < n; i++, at++) out[i]! += v * rows.coefficients[at]!;
  }
}

/** One-way turnover ½·Σ |x − p|; 0 if there is no starting point. */
export function turnoverOf({ trade }: QuadraticProgram, x: Float64Array): number {
  if (!trade) return 0;
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += Math.abs(x[i]! - trade.from[i]!);
  return sum / 2;
}

export function objectiveOf(program: QuadraticProgram, x: Float64Array): number {
  const vx = hessianTimes(program.hessian, x);
  let value = 0;
  for (let i = 0; i < x.length; i++) {
    value += (vx[i]! / 2 + program.linear[i]!) * x[i]!;
    if (program.trade) value += program.trade.cost[i]! * Math.abs(x[i]! - program.trade.from[i]!);
  }
  return value;
}

/**
 * The scale of the objective: the largest of the variances, linear terms and costs. Dividing by it makes tolerances
 * independent of units, e.g. of daily or annual variances.
 */
export function objectiveScale({ hessian, linear, trade }: QuadraticProgram): number {
  let scale = largestCurvature(hessian);
  for (const c of linear) scale = Math.max(scale, Math.abs(c));
  if (trade) for (const k of trade.cost) scale = Math.max(scale, k);
  return scale > 0 ? scale : 1;
}

/** The scale of a row: its largest coefficient; 1 for a row of zeros. */
export function rowScale(rows: Rows, r: number, n: number): number {
  let scale = 0;
  for (let at = r * n; at < (r + 1) * n; at++) scale = Math.max(scale, Math.abs(rows.coefficients[at]!));
  return scale > 0 ? scale : 1;
}

import { type Hessian, hessianTimes, largestCurvature } from './hessian.ts';

/**
 * A convex quadratic programme in the shape that portfolios have:
 *
 *   minimise ½·x′Vx + c′x + Σ κᵢ·|xᵢ − pᵢ|
 *   subject to  lower ≤ x ≤ upper,  rows.lower ≤ R·x ≤ rows.upper,  ½·Σ |xᵢ − pᵢ| ≤ limit.
 *
 * An equality is a row whose two ends are the same. Any bound may be infinite; nothing else may be, and NaN never.
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

/** Linear limits. */
export interface Rows {
  readonly count: number;
  /** R, count × n, row-major. */
  readonly coefficients: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** What moving away from a starting point costs, and how far one may move. */
export interface Trade {
  /** p, n long. It need not lie within the bounds. */
  readonly from: Float64Array;
  /** κ ≥ 0, n long: the objective's units for a unit of x, the same up and down; a difference of the two belongs in c. */
  readonly cost: Float64Array;
  /** On ½·Σ|x − p|; Infinity where there is none. */
  readonly limit: number;
}

/** x with the multipliers that belong to it. */
export interface PrimalDual {
  readonly x: Float64Array;
  /** y of the rows: above 0 where the lower end holds, below 0 where the upper end does. */
  readonly rowDuals: Float64Array;
  /** λ ≥ 0 of the limit on trade. */
  readonly tradeDual: number;
}

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
  return Float64Array.from(rows.lower, (_, r) => {
    let sum = 0;
    for (let i = 0, at = r * n; i < n; i++, at++) sum += rows.coefficients[at]! * x[i]!;
    return sum;
  });
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

/** ½·Σ |x − p|; 0 where nothing was there before. */
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
 * What the objective is divided by before its multipliers are judged, so that a tolerance means the same whether
 * variances are daily or annual: the largest of the variances, linear terms and costs.
 */
export function objectiveScale({ hessian, linear, trade }: QuadraticProgram): number {
  let scale = largestCurvature(hessian);
  for (const c of linear) scale = Math.max(scale, Math.abs(c));
  if (trade) for (const k of trade.cost) scale = Math.max(scale, k);
  return scale > 0 ? scale : 1;
}

/** What a row is divided by: its largest coefficient; 1 for a row of noughts. */
export function rowScale(rows: Rows, r: number, n: number): number {
  let scale = 0;
  for (let at = r * n; at < (r + 1) * n; at++) scale = Math.max(scale, Math.abs(rows.coefficients[at]!));
  return scale > 0 ? scale : 1;
}

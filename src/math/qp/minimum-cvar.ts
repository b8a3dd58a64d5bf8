import { scaledIdentity } from './hessian.ts';
import { interiorPoint } from './interior-point.ts';
import type { QuadraticProgram, Rows } from './program.ts';
import { scenarioRows } from './scenario-rows.ts';
import { solveQp } from './solve-qp.ts';
import { conditionalValueAtRisk } from '../statistics/conditional-value-at-risk.ts';

export interface CvarMinimum {
  readonly x: Float64Array;
  /** The mean loss of the worst scenarios plus the cost of trading. */
  readonly value: number;
  /** No x within the constraints has less: a bound from the dual, a proof. */
  readonly bound: number;
}

const MOST_STEPS = 100;
const CONVERGED = 1e-11;
/** An error so many times the least one is that of an iteration past its best. */
const FAR = 1e4;
/** Shorter steps mean that the iteration is stuck. */
const STUCK = 1e-8;
/** A weight this near to a bound is at it, if that leaves the value as it is. */
const AT_BOUND = 1e-7;

/**
 * Minimises the conditional value at risk of x, the mean of the worst (1 − confidence) of equally likely losses −rₛ′x, as
 * the linear programme of Rockafellar and Uryasev (2000): minimise α + Σ uₛ/((1 − confidence)·count) with
 * uₛ ≥ −rₛ′x − α and uₛ ≥ 0. Trades of the constraints are written as purchases and sales.
 *
 * @param constraints bounds, rows and trades on x; its Hessian and linear term are ignored. It must have a solution.
 * @param returns [count × n], row-major.
 * @returns null if the iteration fails.
 */
export function minimumCvar(
  constraints: QuadraticProgram,
  returns: Float64Array,
  count: number,
  confidence: number,
): CvarMinimum | null {
  const n = constraints.lower.length;
  const traded = withTrades(constraints);
  const width = traded.lower.length + 1;
  const scale = returns.reduce((most, r) => Math.max(most, Math.abs(r)), 0) || 1;
  const scenarios = new Float64Array(count * width);
  for (let s = 0; s < count; s++) {
    for (let i = 0; i < n; i++) scenarios[s * width + i] = returns[s * n + i]! / scale;
    scenarios[s * width + width - 1] = 1;
  }
  const share = 1 / ((1 - confidence) * count);
  const size = width + count;
  const fill = (from: Float64Array, quantile: number, excess: number): Float64Array => {
    const out = new Float64Array(size).fill(excess);
    out.set(from);
    out[width - 1] = quantile;
    return out;
  };
  const rows = widened(traded.rows, width);
  const ends = (given: Float64Array, scenario: number): Float64Array =>
    Float64Array.of(...given, ...new Float64Array(count).fill(scenario));
  const program: QuadraticProgram = {
    hessian: scaledIdentity(size, 0),
    linear: fill(
      traded.linear.map((c) => c / scale),
      1,
      share,
    ),
    lower: fill(traded.lower, -Infinity, 0),
    upper: fill(traded.upper, Infinity, Infinity),
    rows: {
      count: rows.count + count,
      coefficients: rows.coefficients,
      lower: ends(rows.lower, 0),
      upper: ends(rows.upper, Infinity),
    },
    trade: null,
  };
  const inner = interiorPoint(program, scenarioRows(rows, scenarios, count, width));
  let best = inner.point();
  let least = Infinity;
  for (let k = 0; k < MOST_STEPS; k++) {
    const length = inner.step();
    // The sum of products is the duality gap. Beyond the precision of the arithmetic it falls and the residuals rise.
    const error = Math.max(inner.complementarity() * 2 * count, inner.infeasibility());
    if (error < least) [best, least] = [inner.point(), error];
    if (length < STUCK || least <= CONVERGED || error > FAR * least) break;
  }
  const { x, rowDuals } = best;
  if (!x.every(Number.isFinite)) return null;

  const valueOf = (w: Float64Array): number =>
    conditionalValueAtRisk(lossesOf(returns, count, w), confidence) + costOf(constraints, w);
  const found = feasible(constraints, x.slice(0, n), valueOf);
  if (!found) return null;
  const bound = scale * dualBound(program, traded, rows, scenarios, count, share, rowDuals);
  return { x: found, value: valueOf(found), bound };
}

/** The programme in x, and where it has trades purchases and sales b, s ≥ 0: x − b + s = from. */
function withTrades({ lower, upper, rows, trade }: QuadraticProgram) {
  const n = lower.length;
  if (!trade) return { lower, upper, rows, linear: new Float64Array(n) };
  const isLimited = trade.limit < Infinity;
  const count = rows.count + n + (isLimited ? 1 : 0);
  const coefficients = new Float64Array(count * 3 * n);
  for (let r = 0; r < rows.count; r++)
    coefficients.set(rows.coefficients.subarray(r * n, (r + 1) * n), r * 3 * n);
  for (let i = 0; i < n; i++) {
    const at = (rows.count + i) * 3 * n;
    coefficients[at + i] = 1;
    coefficients[at + n + i] = -1;
    coefficients[at + 2 * n + i] = 1;
  }
  if (isLimited) coefficients.fill(0.5, (count - 1) * 3 * n + n);
  const [none, most] = [new Float64Array(2 * n), new Float64Array(2 * n).fill(Infinity)];
  return {
    lower: Float64Array.of(...lower, ...none),
    upper: Float64Array.of(...upper, ...most),
    rows: {
      count,
      coefficients,
      lower: Float64Array.of(...rows.lower, ...trade.from, ...(isLimited ? [-Infinity] : [])),
      upper: Float64Array.of(...rows.upper, ...trade.from, ...(isLimited ? [trade.limit] : [])),
    },
    linear: Float64Array.of(...new Float64Array(n), ...trade.cost, ...trade.cost),
  };
}

/** The rows with a column of zeros for the quantile α. */
function widened(rows: Rows, width: number): Rows {
  const coefficients = new Float64Array(rows.count * width);
  for (let r = 0; r < rows.count; r++)
    coefficients.set(rows.coefficients.subarray(r * (width - 1), (r + 1) * (width - 1)), r * width);
  return { ...rows, coefficients };
}

function lossesOf(returns: Float64Array, count: number, w: Float64Array): Float64Array {
  const n = w.length;
  return Float64Array.from({ length: count }, (_, s) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum -= returns[s * n + i]! * w[i]!;
    return sum;
  });
}

const costOf = ({ trade }: QuadraticProgram, w: Float64Array): number =>
  trade ? trade.cost.reduce((sum, c, i) => sum + c * Math.abs(w[i]! - trade.from[i]!), 0) : 0;

/** The nearest point that meets the constraints exactly, with weights at their bounds where they are as good as there. */
function feasible(
  constraints: QuadraticProgram,
  near: Float64Array,
  valueOf: (w: Float64Array) => number,
): Float64Array | null {
  const { lower, upper, trade } = constraints;
  const nearest = (low: Float64Array, high: Float64Array): Float64Array | null => {
    const solved = solveQp({
      ...constraints,
      hessian: scaledIdentity(near.length, 1),
      linear: near.map((v) => -v),
      lower: low,
      upper: high,
      trade: trade && { ...trade, cost: new Float64Array(near.length) },
    });
    return solved.kind === 'solved' ? solved.point.x : null;
  };
  const isLow = (i: number): boolean => near[i]! - lower[i]! < AT_BOUND;
  const isHigh = (i: number): boolean => !isLow(i) && upper[i]! - near[i]! < AT_BOUND;
  const any = nearest(lower, upper);
  const clean = nearest(
    lower.map((l, i) => (isHigh(i) ? upper[i]! : l)),
    upper.map((u, i) => (isLow(i) ? lower[i]! : u)),
  );
  if (!clean || !any) return clean ?? any;
  return valueOf(clean) <= valueOf(any) + 1e-9 * Math.abs(valueOf(any)) ? clean : any;
}

/**
 * A lower bound on the programme's value by its multipliers: for y in [0, share] that sum to 1, every x has a conditional value
 * at risk of at least −Σ yₛ·rₛ′x, and the least of that within the constraints is bounded by the multipliers of the rows.
 */
function dualBound(
  program: QuadraticProgram,
  { lower, upper }: { readonly lower: Float64Array; readonly upper: Float64Array },
  rows: Rows,
  scenarios: Float64Array,
  count: number,
  share: number,
  duals: Float64Array,
): number {
  const m = rows.count;
  const width = lower.length + 1;
  const y = Float64Array.from({ length: count }, (_, s) => Math.min(Math.max(duals[m + s]!, 0), share));
  const sum = y.reduce((a, b) => a + b, 0);
  const slope = program.linear.slice(0, width - 1);
  for (let s = 0; s < count; s++)
    for (let i = 0; i < width - 1; i++) slope[i]! -= (y[s]! / sum) * scenarios[s * width + i]!;
  let bound = 0;
  for (let r = 0; r < m; r++) {
    const v = duals[r]!;
    const end = v > 0 ? rows.lower[r]! : rows.upper[r]!;
    if (v === 0 || Math.abs(end) === Infinity) continue;
    bound += v * end;
    for (let i = 0; i < width - 1; i++) slope[i]! -= v * rows.coefficients[r * width + i]!;
  }
  for (let i = 0; i < width - 1; i++) {
    // An unbounded purchase or sale has a slope of 0 or more, up to rounding.
    const end = slope[i]! > 0 ? lower[i]! : upper[i]!;
    if (Math.abs(end) < Infinity) bound += slope[i]! * end;
  }
  return bound;
}

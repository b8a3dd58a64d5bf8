import { longestStep, meanProduct, newPairs, takeStep } from './complementarity.ts';
import { layout, start } from './interior-start.ts';
import type { NewtonSystem, NewtonWeights } from './newton-equations.ts';
import { newtonSystem } from './newton-system.ts';
import { addRowsTransposed, gradient, type PrimalDual, type QuadraticProgram, rowValues } from './program.ts';

/** The rows R as products, for a programme whose rows have a structure that a full matrix would waste. */
export interface RowOperator {
  /** R·x. */
  readonly values: (x: Float64Array) => Float64Array;
  /** Adds `scale`·R′y to `out`. */
  readonly addTransposed: (y: Float64Array, scale: number, out: Float64Array) => void;
  readonly system: NewtonSystem;
}

const denseRows = (program: QuadraticProgram): RowOperator => ({
  values: (x) => rowValues(program, x),
  addTransposed: (y, scale, out) => addRowsTransposed(program.rows, y, scale, out),
  system: newtonSystem(program.hessian, program.rows),
});

/** The state of an interior-point iteration. The caller decides when to stop calling `step`. */
export interface InteriorPoint {
  /** One predictor–corrector step; returns its length, 0 to 1. */
  readonly step: () => number;
  /** The mean of slack times multiplier, which tends to 0. */
  readonly complementarity: () => number;
  /** The largest residual of rows, stationarity or turnover limit. */
  readonly infeasibility: () => number;
  readonly point: () => PrimalDual;
}

/**
 * Proximal term that keeps the equations solvable where the objective is flat and no bound is near. It penalises the
 * step, so it vanishes at convergence and does not change the solution (Friedlander and Orban 2012).
 */
const PROXIMAL = 1e-10;
/** The same for multipliers of equalities: they grow without bound if equalities contradict each other. */
const DUAL_PROXIMAL = 1e-9;
const STEP_FRACTION = 0.995;

/**
 * Mehrotra's predictor–corrector (1992) for a scaled programme, from an infeasible start. |x − p| is written as
 * t ≥ ±(x − p) and t is eliminated, so that a turnover limit costs one row and a diagonal, not n more unknowns.
 *
 * @param operator the rows, if the programme's coefficients do not hold them.
 */
export function interiorPoint(
  program: QuadraticProgram,
  operator: RowOperator = denseRows(program),
): InteriorPoint {
  const { lower, upper, rows, trade } = program;
  const n = lower.length;
  const m = rows.count;
  const at = layout(n, m);
  const isEquality = Uint8Array.from(rows.lower, (low, r) => (low === rows.upper[r] ? 1 : 0));
  const pairs = newPairs(at.limit + 1);
  const { isPresent, s, z, ds, dz } = pairs;
  const { x, y, w, t } = start(program, pairs, operator.values);
  const { system } = operator;
  const weights: NewtonWeights = {
    stiffness: new Float64Array(n),
    slackness: new Float64Array(m + 1),
    tradeRow: new Float64Array(n),
  };
  const onX = new Float64Array(n);
  const onRows = new Float64Array(m + 1);
  const pull = new Float64Array(s.length);
  const dt = new Float64Array(n);
  const correction = new Float64Array(s.length);

  const dual = new Float64Array(n);
  let rowGap = new Float64Array(m);
  const dualOfT = new Float64Array(n);
  let tradeGap = 0;
  measure();

  /** Computes the residuals of stationarity in x and t, of the rows and of the turnover limit. */
  function measure(): void {
    const g = gradient(program, x);
    operator.addTransposed(y, -1, g);
    for (let i = 0; i < n; i++) {
      // A fixed variable needs no stationarity.
      if (lower[i] === upper[i]) continue;
      dual[i] = z[at.xLow + i]! - z[at.xHigh + i]! - z[at.up + i]! + z[at.down + i]! - g[i]!;
    }
    const values = operator.values(x);
    rowGap = Float64Array.from(values, (v, r) => (isEquality[r] ? rows.lower[r]! : w[r]!) - v);
    if (trade)
      for (let i = 0; i < n; i++)
        if (isPresent[at.up + i])
          dualOfT[i] = z[at.up + i]! + z[at.down + i]! - trade.cost[i]! - z[at.limit]! / 2;
    if (isPresent[at.limit]) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += t[i]!;
      tradeGap = trade!.limit - sum / 2 - s[at.limit]!;
    }
  }

  const ratio = (k: number): number => (isPresent[k] ? z[k]! / s[k]! : 0);

  function factorise(): void {
    let tradeSlack = 0;
    for (let i = 0; i < n; i++) {
      const up = ratio(at.up + i);
      const down = ratio(at.down + i);
      const both = up + down;
      weights.stiffness[i] =
        lower[i] === upper[i]
          ? Infinity
          : PROXIMAL + ratio(at.xLow + i) + ratio(at.xHigh + i) + (both > 0 ? (4 * up * down) / both : 0);
      weights.tradeRow[i] = both > 0 ? (up - down) / both / 2 : 0;
      if (both > 0) tradeSlack += 1 / (4 * both);
    }
    for (let r = 0; r < m; r++)
      weights.slackness[r] = isEquality[r]
        ? DUAL_PROXIMAL
        : 1 / (ratio(at.rowLow + r) + ratio(at.rowHigh + r));
    weights.slackness[m] = isPresent[at.limit] ? tradeSlack + s[at.limit]! / z[at.limit]! : Infinity;
    if (!isPresent[at.limit]) weights.tradeRow.fill(0);
    system.factorise(weights);
  }

  /** Solves for the step towards products s·z = `target` − `correction`. */
  function solve(target: number): void {
    for (let k = 0; k < s.length; k++) pull[k] = isPresent[k] ? (target - correction[k]!) / s[k]! - z[k]! : 0;
    let freeTrade = 0;
    for (let i = 0; i < n; i++) {
      onX[i] = dual[i]! + pull[at.xLow + i]! - pull[at.xHigh + i]!;
      if (!isPresent[at.up + i]) continue;
      const [up, down] = [ratio(at.up + i), ratio(at.down + i)];
      const both = up + down;
      dt[i] = (dualOfT[i]! + pull[at.up + i]! + pull[at.down + i]!) / both;
      onX[i]! += (up - down) * dt[i]! - pull[at.up + i]! + pull[at.down + i]!;
      freeTrade += dt[i]! / 2;
    }
    for (let r = 0; r < m; r++) {
      onRows[r] = rowGap[r]!;
      if (!isEquality[r] && weights.slackness[r]! < Infinity)
        onRows[r]! += (pull[at.rowLow + r]! - pull[at.rowHigh + r]!) * weights.slackness[r]!;
    }
    onRows[m] = isPresent[at.limit] ? tradeGap - pull[at.limit]! / ratio(at.limit) - freeTrade : 0;
    system.solve(onX, onRows);
    spread(-(onRows[m] ?? 0));
  }

  /** Derives the change of every slack and multiplier from the changes of x, the rows' multipliers and λ. */
  function spread(dLambda: number): void {
    for (let i = 0; i < n; i++) {
      ds[at.xLow + i] = onX[i]!;
      ds[at.xHigh + i] = -onX[i]!;
      if (!isPresent[at.up + i]) continue;
      const [up, down] = [ratio(at.up + i), ratio(at.down + i)];
      dt[i]! += ((up - down) * onX[i]! - dLambda / 2) / (up + down);
      ds[at.up + i] = dt[i]! - onX[i]!;
      ds[at.down + i] = dt[i]! + onX[i]!;
    }
    for (let r = 0; r < m; r++) {
      if (isEquality[r] || weights.slackness[r] === Infinity) continue;
      const dw = (pull[at.rowLow + r]! - pull[at.rowHigh + r]! - onRows[r]!) * weights.slackness[r]!;
      ds[at.rowLow + r] = dw;
      ds[at.rowHigh + r] = -dw;
    }
    for (let k = 0; k < at.limit; k++) dz[k] = isPresent[k] ? pull[k]! - ratio(k) * ds[k]! : 0;
    if (!isPresent[at.limit]) return;
    dz[at.limit] = dLambda;
    ds[at.limit] = (pull[at.limit]! - dLambda) / ratio(at.limit);
  }

  return {
    step() {
      factorise();
      correction.fill(0);
      solve(0);
      const now = meanProduct(pairs);
      const centring = now > 0 ? (meanProduct(pairs, longestStep(pairs, 1)) / now) ** 3 : 0;
      for (let k = 0; k < s.length; k++) correction[k] = ds[k]! * dz[k]!;
      solve(centring * now);
      const length = longestStep(pairs, STEP_FRACTION);
      takeStep(pairs, length);
      for (let i = 0; i < n; i++) {
        x[i]! += length * onX[i]!;
        t[i]! += length * dt[i]!;
      }
      for (let r = 0; r < m; r++) {
        y[r]! += length * onRows[r]!;
        if (!isEquality[r]) w[r]! += length * ds[at.rowLow + r]!;
      }
      measure();
      return length;
    },
    complementarity: () => meanProduct(pairs),
    infeasibility: () => Math.max(largest(dual), largest(dualOfT), largest(rowGap), Math.abs(tradeGap)),
    point: () => ({ x: x.slice(), rowDuals: y.slice(), tradeDual: z[at.limit]! }),
  };
}

const largest = (values: Float64Array): number => {
  let most = 0;
  for (const v of values) if (!(Math.abs(v) <= most)) most = Math.abs(v);
  return most;
};

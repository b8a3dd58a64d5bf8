import { type Hessian, hessianColumn, hessianTimes } from './hessian.ts';
import type { PrimalDual, QuadraticProgram } from './program.ts';
import { borderedInverse } from './bordered-inverse.ts';

/** A corner of the critical line: the solution at this risk tolerance. Between two corners, solutions are linear in it. */
export interface Corner {
  readonly tolerance: number;
  readonly point: PrimalDual;
}

/** The position of a variable or row: free (a row: slack), or at an end. */
const AT = { free: 0, lower: 1, upper: 2 } as const;

/** Corners to be expected per variable and row are about two; more mean that the line does not progress. */
const MOST_CORNERS = 20;
const ROUNDING = 1e-13;

/**
 * Markowitz's critical line algorithm (1956; 1959, appendix A): all solutions of
 *
 *   minimise ½·x′Vx − T·reward′x   within the bounds and rows of the programme, without trades,
 *
 * from large T down to 0. Between two corners the same constraints are active and the solution is linear in T, so
 * that each corner costs one change of the active set instead of a programme. It starts at the vertex with the greatest
 * reward, which is known in closed form where the only row is the sum of the variables.
 *
 * @param program its linear term and costs are ignored.
 * @returns corners in descending order of T, the last at 0; the first is optimal for every greater T too. Null where
 *   the line cannot be followed: other rows, trades, equal rewards at the vertex, or a V that is singular there. A
 *   solver without this structure is needed then.
 */
export function criticalLine(program: QuadraticProgram, reward: Float64Array): Corner[] | null {
  const { hessian, lower, upper, rows, trade } = program;
  const n = lower.length;
  if (trade || rows.count !== 1 || rows.lower[0] !== rows.upper[0]) return null;
  const unit = rows.coefficients[0]!;
  if (!(unit > 0) || rows.coefficients.some((c) => c !== unit)) return null;
  const total = rows.lower[0]! / unit;
  const vertex = greatestReward(program, reward, total);
  if (vertex === null) return null;

  const { x: held, marginal } = vertex;
  const state = Uint8Array.from(held, (w, i) => (w === lower[i] ? AT.lower : AT.upper));
  state[marginal] = AT.free;
  const active = activeSet(hessian, marginal);
  const corners: Corner[] = [];
  let last: Change = { index: -1, from: AT.free };
  let now = Infinity;
  for (let k = 0; k <= MOST_CORNERS * (n + 1); k++) {
    const line = active.line(held, state, reward, total);
    if (line === null) return null;
    const next = nextEvent(program, state, line, now, last);
    const tolerance = Math.min(now, Math.max(next?.tolerance ?? 0, 0));
    corners.push(cornerAt(line, tolerance, held, state, unit));
    if (next === null || next.tolerance <= 0) return corners;
    now = tolerance;
    const { index, to } = next;
    last = { index, from: state[index]! };
    state[index] = to;
    if (to !== AT.free) held[index] = to === AT.lower ? lower[index]! : upper[index]!;
    if (!(to === AT.free ? active.add(index) : active.remove(index))) return null;
  }
  return null;
}

/** x and the multipliers as α + T·β while the active set lasts. */
interface Line {
  readonly x: readonly [Float64Array, Float64Array];
  /** The slope of the objective in each variable, V·x − T·reward − multiplier. */
  readonly slope: readonly [Float64Array, Float64Array];
  readonly multiplier: readonly [number, number];
}

/** The free variables with the inverse of their equations, which grows and shrinks by one variable at a time. */
function activeSet(hessian: Hessian, first: number) {
  const { n } = hessian;
  // The first element is the row of the total, then the free variables.
  const inverse = borderedInverse(n + 1);
  const free: number[] = [];
  const edge = (i: number): { beside: Float64Array; own: number } => {
    const column = hessianColumn(hessian, i);
    return { beside: Float64Array.of(1, ...free.map((j) => column[j]!)), own: column[i]! };
  };
  // [0 1; 1 v]⁻¹ = [−v 1; 1 0], exactly.
  const startWith = (i: number): void => {
    inverse.start(2, Float64Array.of(-hessianColumn(hessian, i)[i]!, 1, 1, 0));
    free.splice(0, free.length, i);
  };
  startWith(first);
  return {
    add(i: number): boolean {
      const { beside, own } = edge(i);
      if (!inverse.grow(beside, own)) return false;
      free.push(i);
      return true;
    },
    remove(i: number): boolean {
      const at = free.indexOf(i);
      if (free.length === 1 || !inverse.shrink(at + 1)) return false;
      free.splice(at, 1);
      if (free.length === 1) startWith(free[0]!);
      return true;
    },
    line(held: Float64Array, state: Uint8Array, reward: Float64Array, total: number): Line | null {
      const bound = held.map((w, i) => (state[i] === AT.free ? 0 : w));
      const pulled = hessianTimes(hessian, bound);
      const rest = total - bound.reduce((a, b) => a + b, 0);
      const constant = inverse.times(Float64Array.of(rest, ...free.map((i) => -pulled[i]!)));
      const slope = inverse.times(Float64Array.of(0, ...free.map((i) => reward[i]!)));
      const alpha = bound.slice();
      const beta = new Float64Array(n);
      for (const [k, i] of free.entries()) [alpha[i], beta[i]] = [constant[k + 1]!, slope[k + 1]!];
      if (![...constant, ...slope].every(Number.isFinite)) return null;
      // The equations hold the multiplier with the opposite sign.
      const multiplier = [-constant[0]!, -slope[0]!] as const;
      return {
        x: [alpha, beta],
        slope: [
          hessianTimes(hessian, alpha).map((v) => v - multiplier[0]),
          hessianTimes(hessian, beta).map((v, i) => v - reward[i]! - multiplier[1]),
        ],
        multiplier,
      };
    },
  };
}

/** The last variable that changed, and where it stood before: rounding must not send it straight back. */
interface Change {
  readonly index: number;
  readonly from: number;
}

interface Event {
  readonly tolerance: number;
  readonly index: number;
  readonly to: number;
}

/** The first change of the active set below `now`; null if there is none above 0. */
function nextEvent(
  { lower, upper }: QuadraticProgram,
  state: Uint8Array,
  { x: [alpha, beta], slope: [constant, perT] }: Line,
  now: number,
  last: Change,
): Event | null {
  let next: Event | null = null;
  for (let i = 0; i < state.length; i++) {
    if (lower[i] === upper[i]) continue;
    let tolerance = -Infinity;
    let to: number = AT.free;
    if (state[i] === AT.free) {
      if (beta[i]! > 0) [tolerance, to] = [(lower[i]! - alpha[i]!) / beta[i]!, AT.lower];
      else if (beta[i]! < 0) [tolerance, to] = [(upper[i]! - alpha[i]!) / beta[i]!, AT.upper];
    } else if (state[i] === AT.lower ? perT[i]! > 0 : perT[i]! < 0) tolerance = -constant[i]! / perT[i]!;
    if (i === last.index && to === last.from) continue;
    if (tolerance > (next?.tolerance ?? 0)) next = { tolerance: Math.min(tolerance, now), index: i, to };
  }
  return next;
}

function cornerAt(
  { x: [alpha, beta], multiplier }: Line,
  tolerance: number,
  held: Float64Array,
  state: Uint8Array,
  unit: number,
): Corner {
  const x = held.map((w, i) => (state[i] === AT.free ? alpha[i]! + tolerance * beta[i]! : w));
  const rowDual = (multiplier[0] + tolerance * multiplier[1]) / unit;
  return { tolerance, point: { x, rowDuals: Float64Array.of(rowDual), tradeDual: 0 } };
}

/**
 * The weights with the greatest reward: the best assets up to their upper bounds until the total is reached. The asset
 * that takes the rest is marginal. Null if none can be, or if another asset has the same reward as the marginal one.
 */
function greatestReward({ lower, upper }: QuadraticProgram, reward: Float64Array, total: number) {
  const x = lower.slice();
  let rest = total - x.reduce((a, b) => a + b, 0);
  const open = [...x.keys()].filter((i) => lower[i]! < upper[i]!).sort((a, b) => reward[b]! - reward[a]!);
  if (!(rest >= 0)) return null;
  for (const [k, i] of open.entries()) {
    const room = upper[i]! - lower[i]!;
    // A sum of bounds that reaches the total up to rounding does reach it.
    if (room < rest - ROUNDING) {
      x[i] = upper[i]!;
      rest -= room;
      continue;
    }
    if (reward[open[k - 1] ?? -1] === reward[i] || reward[open[k + 1] ?? -1] === reward[i]) return null;
    x[i] = lower[i]! + Math.min(rest, room);
    return { x, marginal: i };
  }
  return null;
}

import type { Pairs } from './complementarity.ts';
import { gradient, type QuadraticProgram } from './program.ts';

/** Offsets of the pairs by kind: x at its lower and upper bound, rows at their ends, |x − p| up and down, turnover limit. */
export const layout = (n: number, m: number) => ({
  xLow: 0,
  xHigh: n,
  rowLow: 2 * n,
  rowHigh: 2 * n + m,
  up: 2 * n + 2 * m,
  down: 3 * n + 2 * m,
  limit: 4 * n + 2 * m,
});

/** Initial distance from the ends of a range, as a fraction of its width. */
const INSIDE = 0.1;
/** Initial distance from a one-sided constraint. */
const LEAST_START = 1e-2;

/** The point nearest to `value` that is strictly between the ends. */
function inside(value: number, low: number, high: number, margin: number): number {
  const distance = Math.min(margin, INSIDE * (high - low));
  return Math.min(Math.max(value, low + distance), high - distance);
}

/**
 * The initial point, with positive slacks and multipliers and equal products. x starts near the starting point of
 * trading, or near equal weights; a fixed variable starts at its bounds.
 */
export function start(
  program: QuadraticProgram,
  { isPresent, s, z }: Pairs,
  valuesOf: (x: Float64Array) => Float64Array,
) {
  const { lower, upper, rows, trade } = program;
  const n = lower.length;
  const m = rows.count;
  const at = layout(n, m);
  const equalWeight = 1 / n;
  const add = (k: number, slack: number): void => {
    isPresent[k] = 1;
    s[k] = slack;
  };

  const x = Float64Array.from(lower, (low, i) =>
    low === upper[i] ? low : inside(trade ? trade.from[i]! : equalWeight, low, upper[i]!, equalWeight),
  );
  for (let i = 0; i < n; i++) {
    if (lower[i] === upper[i]) continue;
    if (lower[i]! > -Infinity) add(at.xLow + i, x[i]! - lower[i]!);
    if (upper[i]! < Infinity) add(at.xHigh + i, upper[i]! - x[i]!);
  }

  const w = valuesOf(x);
  for (let r = 0; r < m; r++) {
    const [low, high] = [rows.lower[r]!, rows.upper[r]!];
    if (low === high) continue;
    w[r] = inside(w[r]!, low, high, LEAST_START);
    if (low > -Infinity) add(at.rowLow + r, w[r]! - low);
    if (high < Infinity) add(at.rowHigh + r, high - w[r]!);
  }

  const t = new Float64Array(n);
  if (trade) {
    let turnover = 0;
    for (let i = 0; i < n; i++) {
      if (trade.limit === Infinity && trade.cost[i] === 0) continue;
      const moved = x[i]! - trade.from[i]!;
      t[i] = Math.abs(moved) + equalWeight;
      turnover += t[i]! / 2;
      add(at.up + i, t[i]! - moved);
      add(at.down + i, t[i]! + moved);
    }
    if (trade.limit < Infinity) add(at.limit, Math.max(trade.limit - turnover, LEAST_START));
  }

  const steepest = gradient(program, x).reduce((most, g) => Math.max(most, Math.abs(g)), LEAST_START);
  for (let k = 0; k < s.length; k++) if (isPresent[k]) z[k] = (steepest * equalWeight) / s[k]!;
  const y = Float64Array.from(rows.lower, (_, r) => z[at.rowLow + r]! - z[at.rowHigh + r]!);
  return { x, y, w, t };
}

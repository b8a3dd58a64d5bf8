import { addRowsTransposed, type FarkasCertificate, type QuadraticProgram } from './program.ts';

/**
 * Whether the multipliers prove a scaled programme infeasible (Farkas' lemma). A feasible x has y′Rx − λ·turnover of at
 * least Σ y·(the row end selected by the sign of y) − λ·limit; if even the best x within its bounds has less, no x is
 * feasible. True is a proof for any multipliers; false proves nothing.
 */
export function provesInfeasible(
  program: QuadraticProgram,
  { rowDuals, tradeDual }: FarkasCertificate,
): boolean {
  const { lower, upper, rows, trade } = program;
  let size = tradeDual;
  for (const y of rowDuals) size += Math.abs(y);
  if (!(size > 0 && size < Infinity)) return false;

  let needed = trade && tradeDual > 0 ? -tradeDual * trade.limit : 0;
  for (let r = 0; r < rows.count; r++) {
    const y = rowDuals[r]!;
    if (y !== 0) needed += y * (y > 0 ? rows.lower[r]! : rows.upper[r]!);
  }
  const pull = new Float64Array(lower.length);
  addRowsTransposed(rows, rowDuals, 1, pull);
  let best = 0;
  for (let i = 0; i < pull.length; i++) {
    const a = pull[i]!;
    const against = tradeDual / 2;
    const from = trade ? Math.min(Math.max(trade.from[i]!, lower[i]!), upper[i]!) : lower[i]!;
    const gain = (x: number): number => a * x - (trade ? against * Math.abs(x - trade.from[i]!) : 0);
    // Concave in x, so the maximum is at a bound or at the starting point.
    if (a > against) best += gain(upper[i]!);
    else if (a < -against) best += gain(lower[i]!);
    else if (a !== 0 || against !== 0) best += gain(from);
  }
  return needed - best > LEAST_SHORTFALL * size;
}

/** A smaller shortfall may be rounding. */
const LEAST_SHORTFALL = 1e-9;

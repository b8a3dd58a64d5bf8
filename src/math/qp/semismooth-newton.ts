import { type FixedPoint, fixedPoint, PIECE, ROW, largestResidual } from './fixed-point.ts';
import type { NewtonSystem } from './newton-equations.ts';
import { addRowsTransposed, gradient, type PrimalDual, type QuadraticProgram, rowValues } from './program.ts';

export interface Certified {
  readonly point: PrimalDual;
  readonly fixedPoint: FixedPoint;
}

const MOST_STEPS = 12;
/** Residuals below this are rounding. */
const ROUNDING = 1e-14;
/** Proximal term as in the interior point: keeps a flat objective solvable and does not change the solution. */
const PROXIMAL = 1e-10;
/** Iterative refinements of a step, for the residual of rounding and the proximal term. */
const REFINEMENTS = 2;

/**
 * Newton's method on the fixed point of a scaled programme, which is piecewise linear: take the constraints that seem
 * active as equalities, solve, and update the active set (the primal–dual active set method of Hintermüller, Ito and
 * Kunisch 2002). Near a solution it converges in a few steps, exactly on the bounds; from far away it may not converge,
 * and the best point found is returned.
 */
export function semismoothNewton(
  program: QuadraticProgram,
  system: NewtonSystem,
  startPoint: PrimalDual,
): Certified {
  let best: Certified = { point: startPoint, fixedPoint: fixedPoint(program, startPoint) };
  let now = best;
  for (let k = 0; k < MOST_STEPS; k++) {
    const point = solveOnPieces(program, system, now);
    now = { point, fixedPoint: fixedPoint(program, point) };
    if (!(largestResidual(now.fixedPoint.residuals) < Infinity)) return best;
    if (largestResidual(now.fixedPoint.residuals) < largestResidual(best.fixedPoint.residuals)) best = now;
    if (largestResidual(best.fixedPoint.residuals) <= ROUNDING) return best;
    if (k > 0 && now !== best && samePieces(now.fixedPoint, best.fixedPoint)) return best;
  }
  return best;
}

/** Solves the programme with the active constraints as equalities. */
function solveOnPieces(
  program: QuadraticProgram,
  system: NewtonSystem,
  { point, fixedPoint: { pieces, rowPieces, isTradeBinding } }: Certified,
): PrimalDual {
  const { lower, upper, rows, trade } = program;
  const n = lower.length;
  const m = rows.count;
  const x = point.x.slice();
  const stiffness = new Float64Array(n).fill(Infinity);
  // The slope of |x − p| on the piece; at a bound, by the side of p on which x lies.
  const slope = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const piece = pieces[i]!;
    if (piece === PIECE.atLower) x[i] = lower[i]!;
    else if (piece === PIECE.atUpper) x[i] = upper[i]!;
    else if (piece === PIECE.unmoved) x[i] = trade!.from[i]!;
    else stiffness[i] = PROXIMAL;
    if (piece === PIECE.up) slope[i] = 1;
    else if (piece === PIECE.down) slope[i] = -1;
    else if (trade) slope[i] = Math.sign(x[i]! - trade.from[i]!);
  }
  const slackness = new Float64Array(m + 1).fill(Infinity);
  for (let r = 0; r < m; r++) if (rowPieces[r] !== ROW.slack) slackness[r] = 0;
  if (isTradeBinding) slackness[m] = 0;
  const tradeRow = slope.map((v, i) => (stiffness[i] === Infinity ? 0 : v / 2));
  system.factorise({ stiffness, slackness, tradeRow });

  const rowDuals = new Float64Array(m);
  let tradeDual = 0;
  for (let k = 0; k <= REFINEMENTS; k++) {
    const onX = gradient(program, x);
    addRowsTransposed(rows, rowDuals, -1, onX);
    for (let i = 0; i < n; i++)
      onX[i] = -onX[i]! - (trade ? (trade.cost[i]! + tradeDual / 2) * slope[i]! : 0);
    const values = rowValues(program, x);
    const onRows = new Float64Array(m + 1);
    for (let r = 0; r < m; r++) {
      if (rowPieces[r] === ROW.slack) continue;
      onRows[r] = (rowPieces[r] === ROW.atLower ? rows.lower[r]! : rows.upper[r]!) - values[r]!;
    }
    if (isTradeBinding) onRows[m] = trade!.limit - movedAlong(program, x, slope);
    system.solve(onX, onRows);
    for (let i = 0; i < n; i++) x[i]! += onX[i]!;
    for (let r = 0; r < m; r++) rowDuals[r]! += onRows[r]!;
    tradeDual -= onRows[m]!;
  }
  return { x, rowDuals, tradeDual };
}

/** ½·Σ slope·(x − p): the turnover, while every x stays on its side of p. */
function movedAlong({ trade }: QuadraticProgram, x: Float64Array, slope: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += slope[i]! * (x[i]! - trade!.from[i]!);
  return sum / 2;
}

const samePieces = (a: FixedPoint, b: FixedPoint): boolean =>
  a.isTradeBinding === b.isTradeBinding &&
  a.pieces.every((p, i) => p === b.pieces[i]) &&
  a.rowPieces.every((p, r) => p === b.rowPieces[r]);

import { type FixedPoint, fixedPoint, PIECE, ROW, worst } from './fixed-point.ts';
import { type NewtonSystem } from './newton-system.ts';
import { addRowsTransposed, gradient, type PrimalDual, type QuadraticProgram, rowValues } from './program.ts';

export interface Certified {
  readonly point: PrimalDual;
  readonly fixedPoint: FixedPoint;
}

const MOST_STEPS = 12;
/** Nothing is gained below: rounding moves a weight by so much. */
const ROUNDING = 1e-14;
/** As in the interior point: pulls towards the present point where the objective is flat; changes no answer. */
const PROXIMAL = 1e-10;
/** Times that a step is solved again for what rounding and the pull have left. */
const REFINEMENTS = 2;

/**
 * Newton's method on the fixed point of a scaled programme, whose pieces are linear: take the limits that seem to hold
 * as equalities, solve, look which seem to hold now (the primal–dual active set of Hintermüller, Ito and Kunisch 2002).
 * From near a solution it ends in a few steps, exactly on its bounds; from afar it may not end, and the best point it
 * met is given.
 */
export function semismoothNewton(
  program: QuadraticProgram,
  system: NewtonSystem,
  near: PrimalDual,
): Certified {
  let best: Certified = { point: near, fixedPoint: fixedPoint(program, near) };
  let now = best;
  for (let k = 0; k < MOST_STEPS; k++) {
    const point = solveOnPieces(program, system, now);
    now = { point, fixedPoint: fixedPoint(program, point) };
    if (!(worst(now.fixedPoint.residuals) < Infinity)) return best;
    if (worst(now.fixedPoint.residuals) < worst(best.fixedPoint.residuals)) best = now;
    if (worst(best.fixedPoint.residuals) <= ROUNDING) return best;
    if (k > 0 && now !== best && samePieces(now.fixedPoint, best.fixedPoint)) return best;
  }
  return best;
}

/** The solution of the programme with what each piece says as an equality. */
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
  // The slope of |x − p| along the piece; at a bound, that of the side of p on which it stands.
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

/** ½·Σ slope·(x − p): the turnover, as long as every x is on its side of p. */
function movedAlong({ trade }: QuadraticProgram, x: Float64Array, slope: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += slope[i]! * (x[i]! - trade!.from[i]!);
  return sum / 2;
}

const samePieces = (a: FixedPoint, b: FixedPoint): boolean =>
  a.isTradeBinding === b.isTradeBinding &&
  a.pieces.every((p, i) => p === b.pieces[i]) &&
  a.rowPieces.every((p, r) => p === b.rowPieces[r]);

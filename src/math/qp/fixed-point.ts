import {
  addRowsTransposed,
  gradient,
  type PrimalDual,
  type QuadraticProgram,
  rowValues,
  turnoverOf,
} from './program.ts';

/**
 * Optimality as a fixed point. For a scaled programme, x with multipliers y, λ is optimal if and only if
 *
 *   x = prox(x − g)          g = V·x + c − R′y; prox of the bounds and of wᵢ·|xᵢ − pᵢ|, wᵢ = κᵢ + λ/2
 *   R·x = clip(R·x − y)      clipped to each row's ends
 *   λ = max(0, λ + turnover − limit)
 *
 * These equations cover stationarity, feasibility, signs of multipliers and complementarity. The linear piece on which
 * each function is evaluated shows which constraints are active.
 */

/** The piece on which a variable lies: free (`up` or `down` if trading has a cost), or fixed. */
export const PIECE = { free: 0, up: 1, down: 2, atLower: 3, atUpper: 4, unmoved: 5 } as const;
/** The piece on which a row lies. */
export const ROW = { slack: 0, atLower: 1, atUpper: 2 } as const;

export interface FixedPoint {
  readonly pieces: Uint8Array;
  readonly rowPieces: Uint8Array;
  readonly isTradeBinding: boolean;
  readonly residuals: Residuals;
}

/** The largest deviations from the fixed point; 0 at the solution. */
export interface Residuals {
  /** In units of x. */
  readonly variables: number;
  /** In units of a row whose largest coefficient is 1. */
  readonly rows: number;
  readonly trade: number;
}

export const largestResidual = ({ variables, rows, trade }: Residuals): number =>
  Math.max(variables, rows, trade);

export function fixedPoint(program: QuadraticProgram, { x, rowDuals, tradeDual }: PrimalDual): FixedPoint {
  const { lower, upper, rows, trade } = program;
  const g = gradient(program, x);
  addRowsTransposed(rows, rowDuals, -1, g);
  const pieces = new Uint8Array(x.length);
  let variables = 0;
  for (let i = 0; i < x.length; i++) {
    const v = x[i]! - g[i]!;
    let image = v;
    let piece: number = PIECE.free;
    if (trade) {
      const w = trade.cost[i]! + tradeDual / 2;
      const p = trade.from[i]!;
      if (v > p + w) [image, piece] = [v - w, PIECE.up];
      else if (v < p - w) [image, piece] = [v + w, PIECE.down];
      else [image, piece] = [p, PIECE.unmoved];
    }
    if (image <= lower[i]!) [image, piece] = [lower[i]!, PIECE.atLower];
    else if (image >= upper[i]!) [image, piece] = [upper[i]!, PIECE.atUpper];
    pieces[i] = piece;
    variables = larger(variables, x[i]! - image);
  }

  const values = rowValues(program, x);
  const rowPieces = new Uint8Array(rows.count);
  let rowResidual = 0;
  for (let r = 0; r < rows.count; r++) {
    const v = values[r]! - rowDuals[r]!;
    let image = v;
    if (v <= rows.lower[r]!) [image, rowPieces[r]] = [rows.lower[r]!, ROW.atLower];
    else if (v >= rows.upper[r]!) [image, rowPieces[r]] = [rows.upper[r]!, ROW.atUpper];
    rowResidual = larger(rowResidual, values[r]! - image);
  }

  const beyond = trade ? tradeDual + turnoverOf(program, x) - trade.limit : -1;
  return {
    pieces,
    rowPieces,
    isTradeBinding: beyond > 0,
    residuals: { variables, rows: rowResidual, trade: larger(0, tradeDual - Math.max(0, beyond)) },
  };
}

/** Written so that NaN counts as the largest. */
const larger = (most: number, x: number): number => (Math.abs(x) <= most ? most : Math.abs(x));

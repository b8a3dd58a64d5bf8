import { addRowsTransposed, type FarkasCertificate, type QuadraticProgram, type Rows } from './program.ts';
import { projection, solveQp } from './solve-qp.ts';

/** An irreducible infeasible subset: constraints that cannot be met together, but could be without any one of its rows. */
export interface InfeasibleSubset {
  /** Rows, ascending, with the end that cannot be met. */
  readonly rows: readonly { readonly row: number; readonly end: 'lower' | 'upper' }[];
  /** Whether the turnover limit is in the subset. */
  readonly trade: boolean;
  /** Variables whose lower or upper bounds are in the subset. */
  readonly lowerBounds: readonly number[];
  readonly upperBounds: readonly number[];
}

/** Multipliers below this fraction of the largest are not part of a certificate. */
const NEGLIGIBLE = 1e-6;

/**
 * Reduces an infeasible programme to an irreducible infeasible subset by the deletion filter of Chinneck and Dravnieks
 * (1991): a row is dropped if the others are still infeasible. Each trial is a projection onto the remaining
 * constraints, which needs no covariance. Rows with small multipliers are tried first, so that most trials are small.
 *
 * @param certificate multipliers that prove the programme infeasible.
 */
export function infeasibleSubset(
  program: QuadraticProgram,
  certificate: FarkasCertificate,
): InfeasibleSubset {
  let { rows, trade } = supportOf(program, certificate);
  let last = certificate;
  const required = new Set<number>();
  const nextUntested = (): number | undefined => rows.find((r) => !required.has(r));
  for (let next = nextUntested(); next !== undefined; next = nextUntested()) {
    const others = rows.filter((r) => r !== next);
    const found = prove(program, others, trade);
    if (!found) {
      required.add(next);
      continue;
    }
    last = found;
    // Constraints absent from a smaller certificate are not needed.
    const support = supportOf(program, found);
    rows = support.rows.filter((r) => others.includes(r));
    trade = support.trade;
  }
  if (trade) {
    const found = prove(program, rows, false);
    if (found) [last, trade] = [found, false];
  }
  // One side after the other: where either can be dropped but not both, the one that remains is needed.
  const withoutLower = prove(widened(program, 'lower'), rows, trade);
  const lowerBounds = withoutLower ? [] : boundsUsed(program, rows, trade, last, 'lower');
  const remaining = withoutLower ? widened(program, 'lower') : program;
  const upperBounds = prove(widened(remaining, 'upper'), rows, trade)
    ? []
    : boundsUsed(remaining, rows, trade, withoutLower ?? last, 'upper');
  return {
    rows: rows
      .toSorted((a, b) => a - b)
      .map((row) => ({ row, end: last.rowDuals[row]! > 0 ? 'lower' : 'upper' })),
    trade,
    lowerBounds,
    upperBounds,
  };
}

/** Far enough that no bound of that side is active, near enough for a certificate to exceed rounding. */
const WIDE = 10;

const widened = (program: QuadraticProgram, side: 'lower' | 'upper'): QuadraticProgram => ({
  ...program,
  [side]: program[side].map((bound) => bound + (side === 'lower' ? -WIDE : WIDE)),
});

/** The rows and the turnover limit in a certificate, rows with the smallest multipliers first. */
function supportOf({ rows, lower }: QuadraticProgram, { rowDuals, tradeDual }: FarkasCertificate) {
  const n = lower.length;
  const weight = Float64Array.from(rowDuals, (y, r) => {
    let largest = 0;
    for (let at = r * n; at < (r + 1) * n; at++)
      largest = Math.max(largest, Math.abs(rows.coefficients[at]!));
    // A row of zeros counts with its multiplier.
    return Math.abs(y) * (largest || 1);
  });
  const most = Math.max(tradeDual, ...weight);
  return {
    rows: [...weight.keys()]
      .filter((r) => weight[r]! > NEGLIGIBLE * most)
      .sort((a, b) => weight[a]! - weight[b]! || a - b),
    trade: tradeDual > NEGLIGIBLE * most,
  };
}

/** A certificate that the given constraints alone are infeasible, indexed by the full programme's rows; null if feasible. */
function prove(program: QuadraticProgram, kept: readonly number[], trade: boolean): FarkasCertificate | null {
  const outcome = solveQp(
    projection({
      ...program,
      rows: rowsOnly(program.rows, kept, program.lower.length),
      trade: trade ? program.trade : null,
    }),
  );
  if (outcome.kind !== 'infeasible') return null;
  const rowDuals = new Float64Array(program.rows.count);
  for (const [k, r] of kept.entries()) rowDuals[r] = outcome.certificate.rowDuals[k]!;
  return { rowDuals, tradeDual: outcome.certificate.tradeDual };
}

function rowsOnly(rows: Rows, kept: readonly number[], n: number): Rows {
  const coefficients = new Float64Array(kept.length * n);
  for (const [k, r] of kept.entries())
    coefficients.set(rows.coefficients.subarray(r * n, (r + 1) * n), k * n);
  return {
    count: kept.length,
    coefficients,
    lower: Float64Array.from(kept, (r) => rows.lower[r]!),
    upper: Float64Array.from(kept, (r) => rows.upper[r]!),
  };
}

/** The variables whose bound on that side the certificate uses: the best x within the bounds lies at them. */
function boundsUsed(
  program: QuadraticProgram,
  rows: readonly number[],
  trade: boolean,
  certificate: FarkasCertificate,
  side: 'lower' | 'upper',
): number[] {
  const used = certificate.rowDuals.map((y, r) => (rows.includes(r) ? y : 0));
  const pull = new Float64Array(program.lower.length);
  addRowsTransposed(program.rows, used, 1, pull);
  const against = trade ? certificate.tradeDual / 2 : 0;
  const least = NEGLIGIBLE * pull.reduce((most, a) => Math.max(most, Math.abs(a)), against);
  const from = trade && program.trade ? program.trade.from : null;
  const sides = Array.from(pull, (a, i): 'lower' | 'upper' | null => {
    if (a > against + least) return 'upper';
    if (a < -against - least) return 'lower';
    if (from && from[i]! > program.upper[i]!) return 'upper';
    return from && from[i]! < program.lower[i]! ? 'lower' : null;
  });
  return [...sides.keys()].filter((i) => sides[i] === side);
}

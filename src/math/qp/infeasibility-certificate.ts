import { addRowsTransposed, type PrimalDual, type QuadraticProgram, type Rows } from './program.ts';
import { projection, solveQp } from './solve-qp.ts';

/** Limits that cannot be met together, none of whose rows could be spared for that. */
export interface Clash {
  /** Rows, ascending, and which of their ends is asked too much. */
  readonly rows: readonly { readonly row: number; readonly end: 'lower' | 'upper' }[];
  readonly trade: boolean;
  /** The bounds that stand in the way. */
  readonly lowerBounds: readonly number[];
  readonly upperBounds: readonly number[];
}

type Proof = Pick<PrimalDual, 'rowDuals' | 'tradeDual'>;

/** Multipliers this much smaller than the largest have no part in a proof. */
const NEGLIGIBLE = 1e-6;

/**
 * From a proof that a programme is infeasible to the limits to blame: one after the other is left out, for good where
 * the rest still clash (the deletion filter of Chinneck and Dravnieks 1991). Each trial is a projection onto what is
 * left, which needs no covariance. Rows with small multipliers go first, so that few trials are large.
 */
export function clashOf(program: QuadraticProgram, proof: Proof): Clash {
  let { rows, trade } = supportOf(program, proof);
  let last = proof;
  const blamed = new Set<number>();
  const unjudged = (): number | undefined => rows.find((r) => !blamed.has(r));
  for (let next = unjudged(); next !== undefined; next = unjudged()) {
    const others = rows.filter((r) => r !== next);
    const found = prove(program, others, trade);
    if (!found) {
      blamed.add(next);
      continue;
    }
    last = found;
    // What a smaller proof does without is not needed.
    const support = supportOf(program, found);
    rows = support.rows.filter((r) => others.includes(r));
    trade = support.trade;
  }
  if (trade) {
    const found = prove(program, rows, false);
    if (found) [last, trade] = [found, false];
  }
  const needed = (side: 'lower' | 'upper'): readonly number[] => {
    const found = prove(widened(program, side), rows, trade);
    return found ? [] : boundsUsed(program, rows, trade, last, side);
  };
  return {
    rows: rows
      .toSorted((a, b) => a - b)
      .map((row) => ({ row, end: last.rowDuals[row]! > 0 ? 'lower' : 'upper' })),
    trade,
    lowerBounds: needed('lower'),
    upperBounds: needed('upper'),
  };
}

/** So far out that no bound of that side matters, and near enough for a proof to stand out from rounding. */
const WIDE = 10;

const widened = (program: QuadraticProgram, side: 'lower' | 'upper'): QuadraticProgram => ({
  ...program,
  [side]: program[side].map((bound) => bound + (side === 'lower' ? -WIDE : WIDE)),
});

/** The rows and the limit on trade that a proof uses, the least used row first. */
function supportOf({ rows, lower }: QuadraticProgram, { rowDuals, tradeDual }: Proof) {
  const n = lower.length;
  const weight = Float64Array.from(rowDuals, (y, r) => {
    let largest = 0;
    for (let at = r * n; at < (r + 1) * n; at++)
      largest = Math.max(largest, Math.abs(rows.coefficients[at]!));
    // A row of noughts counts by itself.
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

/** A proof that these limits alone cannot be met, its multipliers at the places of the whole programme's rows. */
function prove(program: QuadraticProgram, kept: readonly number[], trade: boolean): Proof | null {
  const outcome = solveQp(
    projection({
      ...program,
      rows: rowsOnly(program.rows, kept, program.lower.length),
      trade: trade ? program.trade : null,
    }),
  );
  if (outcome.kind !== 'infeasible') return null;
  const rowDuals = new Float64Array(program.rows.count);
  for (const [k, r] of kept.entries()) rowDuals[r] = outcome.proof.rowDuals[k]!;
  return { rowDuals, tradeDual: outcome.proof.tradeDual };
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

/** The assets whose bound of that side the proof rests on: there the best x within its bounds lies. */
function boundsUsed(
  program: QuadraticProgram,
  rows: readonly number[],
  trade: boolean,
  proof: Proof,
  side: 'lower' | 'upper',
): number[] {
  const used = proof.rowDuals.map((y, r) => (rows.includes(r) ? y : 0));
  const pull = new Float64Array(program.lower.length);
  addRowsTransposed(program.rows, used, 1, pull);
  const against = trade ? proof.tradeDual / 2 : 0;
  const least = NEGLIGIBLE * pull.reduce((most, a) => Math.max(most, Math.abs(a)), against);
  const from = trade && program.trade ? program.trade.from : null;
  const standing = Array.from(pull, (a, i): 'lower' | 'upper' | null => {
    if (a > against + least) return 'upper';
    if (a < -against - least) return 'lower';
    if (from && from[i]! > program.upper[i]!) return 'upper';
    return from && from[i]! < program.lower[i]! ? 'lower' : null;
  });
  return [...standing.keys()].filter((i) => standing[i] === side);
}

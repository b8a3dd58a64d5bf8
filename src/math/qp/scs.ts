import type { ScsData, ScsModule } from 'scs-solver';
import type { Hessian } from './hessian.ts';
import type { PrimalDual, QuadraticProgram } from './program.ts';
import { scaledProgram } from './scaled-program.ts';

/** A second solver, of another kind, for programmes that the first refuses. Null if it finds no solution either. */
export type SecondSolver = (program: QuadraticProgram) => PrimalDual | null;

/**
 * SCS (O'Donoghue 2016 and 2021), a first-order splitting method compiled to WebAssembly, as a second solver. Loading
 * takes a few milliseconds, so load it only when needed.
 */
export async function loadScs(): Promise<SecondSolver> {
  const { default: create } = await import('scs-solver');
  // It reports refused programmes as text on standard output, which carries results alone; its status says the same.
  const scs = await create({ print: () => {}, printErr: () => {} });
  return (program) => solveByScs(scs, program);
}

const TOLERANCE = 1e-10;
const MOST_ITERATIONS = 200_000;

/** A nonzero entry; SCS needs them in column order. */
interface Entry {
  readonly row: number;
  readonly column: number;
  readonly value: number;
}

/**
 * The programme in SCS's form: minimise ½·z′Pz + q′z with A·z + s = b, s = 0 for the first rows and s ≥ 0 for the others. z is x,
 * then the factors' exposures f = U′x (so that P stays diagonal), then t ≥ |x − p|.
 */
function solveByScs(scs: ScsModule, given: QuadraticProgram): PrimalDual | null {
  const { program, unscale } = scaledProgram(given);
  const { hessian, linear, lower, upper, rows, trade } = program;
  const n = lower.length;
  const factors = hessian.kind === 'factor' ? hessian.factors : 0;
  const tAt = n + factors;
  const columns = tAt + (trade ? n : 0);
  const entries: Entry[] = [];
  const b: number[] = [];
  const add = (end: number, coefficients: readonly (readonly [column: number, value: number])[]): number => {
    for (const [column, value] of coefficients)
      if (value !== 0) entries.push({ row: b.length, column, value });
    return b.push(end) - 1;
  };
  const rowOf = (r: number, sign: number) =>
    Array.from({ length: n }, (_, i) => [i, sign * rows.coefficients[r * n + i]!] as const);

  // y from SCS's multipliers: positive at a lower end, negative at an upper one.
  const duals: { readonly row: number; readonly at: number; readonly sign: 1 | -1 }[] = [];
  for (let k = 0; k < factors; k++) add(0, [...factorRow(hessian, k), [n + k, -1]]);
  for (let r = 0; r < rows.count; r++)
    if (rows.lower[r] === rows.upper[r])
      duals.push({ row: r, at: add(rows.lower[r]!, rowOf(r, 1)), sign: -1 });
  const equalities = b.length;
  for (let r = 0; r < rows.count; r++) {
    if (rows.lower[r] === rows.upper[r]) continue;
    if (rows.lower[r]! > -Infinity) duals.push({ row: r, at: add(-rows.lower[r]!, rowOf(r, -1)), sign: 1 });
    if (rows.upper[r]! < Infinity) duals.push({ row: r, at: add(rows.upper[r]!, rowOf(r, 1)), sign: -1 });
  }
  for (let i = 0; i < n; i++) {
    if (lower[i]! > -Infinity) add(-lower[i]!, [[i, -1]]);
    if (upper[i]! < Infinity) add(upper[i]!, [[i, 1]]);
    if (!trade) continue;
    add(trade.from[i]!, [
      [i, 1],
      [tAt + i, -1],
    ]);
    add(-trade.from[i]!, [
      [i, -1],
      [tAt + i, -1],
    ]);
  }
  const limitAt =
    trade && trade.limit < Infinity
      ? add(
          trade.limit,
          Array.from({ length: n }, (_, i) => [tAt + i, 0.5] as const),
        )
      : null;

  const q = Array.from({ length: columns }, (_, j) =>
    j < n ? linear[j]! : j < tAt ? 0 : trade!.cost[j - tAt]!,
  );
  const settings = new scs.ScsSettings();
  scs.setDefaultSettings(settings);
  Object.assign(settings, { epsAbs: TOLERANCE, epsRel: TOLERANCE, maxIters: MOST_ITERATIONS, verbose: 0 });
  const [A_x, A_i, A_p] = compressed(entries, columns);
  const [P_x, P_i, P_p] = compressed(curvature(hessian, factors), columns);
  const data: ScsData = { m: b.length, n: columns, A_x, A_i, A_p, P_x, P_i, P_p, b, c: q };
  const found = scs.solve(data, { z: equalities, l: b.length - equalities }, settings);
  settings.delete();
  if (found.statusVal !== 1 || !found.x.every(Number.isFinite)) return null;

  const rowDuals = new Float64Array(rows.count);
  for (const { row, at, sign } of duals) rowDuals[row]! += sign * found.y[at]!;
  return unscale({
    x: Float64Array.from(found.x.slice(0, n)),
    rowDuals,
    tradeDual: limitAt === null ? 0 : found.y[limitAt]!,
  });
}

const factorRow = (hessian: Hessian, k: number): [column: number, value: number][] =>
  hessian.kind === 'dense'
    ? []
    : Array.from({ length: hessian.n }, (_, i) => [i, hessian.loadings[i * hessian.factors + k]!]);

/** P's upper triangle. */
function curvature(hessian: Hessian, factors: number): Entry[] {
  const { n } = hessian;
  const entries: Entry[] = [];
  if (hessian.kind === 'dense') {
    for (let column = 0; column < n; column++)
      for (let row = 0; row <= column; row++)
        entries.push({ row, column, value: hessian.matrix[row * n + column]! });
    return entries;
  }
  for (let i = 0; i < n + factors; i++)
    entries.push({ row: i, column: i, value: i < n ? hessian.specific[i]! : 1 });
  return entries;
}

/** Compressed sparse columns: values, their rows, and the start of each column. */
function compressed(entries: readonly Entry[], columns: number): [number[], number[], number[]] {
  const sorted = entries.toSorted((a, b) => a.column - b.column || a.row - b.row);
  const starts = Array.from({ length: columns + 1 }, () => 0);
  for (const { column } of sorted) starts[column + 1]!++;
  for (let j = 0; j < columns; j++) starts[j + 1]! += starts[j]!;
  return [sorted.map((e) => e.value), sorted.map((e) => e.row), starts];
}

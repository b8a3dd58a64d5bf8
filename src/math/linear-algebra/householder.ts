import { invertLower, squareOfInverse } from './cholesky.ts';

/** A least-squares solution by QR. */
export interface QrFit {
  /** One per column; 0 for a column that was left out. */
  readonly coefficients: Float64Array;
  /** Columns spanned by earlier ones, which therefore have no coefficient. */
  readonly leftOut: readonly number[];
  /** (X′X)⁻¹ of the columns kept, row-major over all columns; rows and columns of those left out are 0. */
  readonly inverse: Float64Array;
}

/** A column is collinear if its part orthogonal to earlier columns is shorter than this fraction of it, as in R's `lm`. */
const COLLINEAR = 1e-7;

/**
 * Least squares of the last of `columns + 1` columns on the others, by Householder reflections: slower than normal
 * equations, and loses half as many digits on nearly collinear columns. Of collinear columns the later one is left out,
 * as in R's `lm`.
 *
 * @param table rows × (columns + 1), row-major; it is overwritten.
 * @param squares sum of squares of each original column, the reference for collinearity.
 */
export function qrLeastSquares(
  table: Float64Array,
  rows: number,
  columns: number,
  squares: Float64Array,
): QrFit {
  const width = columns + 1;
  const kept: number[] = [];
  const leftOut: number[] = [];
  for (let c = 0; c < columns; c++) {
    const rank = kept.length;
    let rest = 0;
    for (let i = rank; i < rows; i++) rest += table[i * width + c]! ** 2;
    if (!(rest > COLLINEAR ** 2 * squares[c]!)) {
      leftOut.push(c);
      continue;
    }
    reflect(table, rows, width, rank, c, Math.sqrt(rest));
    kept.push(c);
  }
  return { ...backSubstitute(table, columns, kept), leftOut };
}

/** Turns column c below row `rank` into (∓length, 0, …) and carries the later columns along. */
function reflect(table: Float64Array, rows: number, width: number, rank: number, c: number, length: number) {
  const head = table[rank * width + c]!;
  const diagonal = head > 0 ? -length : length;
  // v = column − diagonal·e₁; |v|² = 2·length·(length + |head|)
  const v = new Float64Array(rows - rank);
  for (let i = rank; i < rows; i++) v[i - rank] = table[i * width + c]!;
  v[0] = head - diagonal;
  const scale = 1 / (length * (length + Math.abs(head)));
  for (let k = c + 1; k < width; k++) {
    let dot = 0;
    for (let i = rank; i < rows; i++) dot += v[i - rank]! * table[i * width + k]!;
    dot *= scale;
    for (let i = rank; i < rows; i++) table[i * width + k]! -= dot * v[i - rank]!;
  }
  table[rank * width + c] = diagonal;
  for (let i = rank + 1; i < rows; i++) table[i * width + c] = 0;
}

/** From R and Q′y, which the reflections left in the table, to the solution and (R′R)⁻¹. */
function backSubstitute(table: Float64Array, columns: number, kept: readonly number[]) {
  const width = columns + 1;
  const rank = kept.length;
  const transposed = new Float64Array(rank * rank);
  for (const [j, c] of kept.entries()) {
    for (let i = 0; i <= j; i++) transposed[j * rank + i] = table[i * width + c]!;
  }
  const inverseOfR = invertLower(transposed, rank); // of R′, lower-triangular
  const square = squareOfInverse(inverseOfR, rank);
  const coefficients = new Float64Array(columns);
  const inverse = new Float64Array(columns * columns);
  for (const [i, c] of kept.entries()) {
    for (let k = i; k < rank; k++)
      coefficients[c]! += inverseOfR[k * rank + i]! * table[k * width + columns]!;
    for (const [j, d] of kept.entries()) inverse[c * columns + d] = square[i * rank + j]!;
  }
  return { coefficients, inverse };
}

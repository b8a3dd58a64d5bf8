import { lagMemory, remember, type LagMemory } from './newey-west.ts';

/**
 * Exponentially weighted Newey–West sums of all pairs of a few series, and the sums needed for their sampling error. Only
 * upper triangles (row-major, n × n) are updated.
 */
export interface PairSums {
  readonly memory: LagMemory;
  /** S, see newey-west.ts. */
  readonly sums: Float64Array;
  /** Σ λ^age x_i² x_j². */
  readonly squares: Float64Array;
  /** Σ λ^age x_i², without lags. */
  readonly diagonal: Float64Array;
  /** Σ λ^age and Σ λ^2age over days. */
  weight: number;
  weightSquares: number;
  readonly values: Float64Array;
  readonly echo: Float64Array;
}

export const pairSums = (series: number, halfLife: number, lags: number): PairSums => ({
  memory: lagMemory(series, halfLife, lags),
  sums: new Float64Array(series * series),
  squares: new Float64Array(series * series),
  diagonal: new Float64Array(series),
  weight: 0,
  weightSquares: 0,
  values: new Float64Array(series),
  echo: new Float64Array(series),
});

/**
 * Adds a day, in place. NaN is missing and counts as 0: the matrix then remains that of one series of vectors and positive
 * semi-definite, at the cost that days without a value bias correlations towards 0.
 */
export function addToPairs(state: PairSums, x: Float64Array): void {
  const { memory, sums, squares, diagonal, values, echo } = state;
  const { series: n, keep } = memory;
  for (let i = 0; i < n; i++) values[i] = x[i] === x[i] ? x[i]! : 0;
  remember(memory, values, echo);
  for (let i = 0; i < n; i++) {
    const v = values[i]!;
    const e = echo[i]!;
    const square = v * v;
    diagonal[i] = keep * diagonal[i]! + square;
    for (let j = i, at = i * n + i; j < n; j++, at++) {
      const u = values[j]!;
      sums[at] = keep * sums[at]! + v * echo[j]! + e * u;
      squares[at] = keep * squares[at]! + square * u * u;
    }
  }
  state.weight = keep * state.weight + 1;
  state.weightSquares = keep * keep * state.weightSquares + 1;
}

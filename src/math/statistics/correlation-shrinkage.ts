import type { PairSums } from '../regression/newey-west-matrix.ts';

/**
 * The Newey–West correlations of a set of series: n × n, with a unit diagonal. A series without values is uncorrelated with
 * all others.
 */
export function correlations({ memory, sums }: PairSums): Float64Array {
  const n = memory.series;
  const matrix = new Float64Array(n * n);
  const scale = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const sum = sums[i * (n + 1)]!;
    if (sum > 0) scale[i] = 1 / Math.sqrt(sum);
  }
  for (let i = 0; i < n; i++) {
    matrix[i * (n + 1)] = 1;
    for (let j = i + 1; j < n; j++) {
      const r = sums[i * n + j]! * scale[i]! * scale[j]!;
      matrix[i * n + j] = r;
      matrix[j * n + i] = r;
    }
  }
  return matrix;
}

/**
 * The shrinkage intensity of correlations towards those implied by the first series, the index, alone: t_ij = r_i0·r_j0, the single-index target of Ledoit and Wolf (2003). The intensity is that of Ledoit and Wolf
 * in the form of Schäfer and Strimmer (2005): Σ Var(r_ij) / Σ (r_ij − t_ij)² over pairs without the index, within 0 … 1.
 *
 * Var(r_ij) = (E[z_i² z_j²] − r_ij²)/n with z the series over their deviations and n = (Σw)²/Σw² the effective number
 * of days. It reflects the data's fat tails; autocorrelation and the error of the target are ignored (our choice).
 */
export function shrinkageIntensity(state: PairSums, correlation: Float64Array): number {
  const { memory, squares, diagonal, weight, weightSquares } = state;
  const n = memory.series;
  const days = weight ** 2 / weightSquares;
  let error = 0;
  let signal = 0;
  for (let i = 1; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const r = correlation[i * n + j]!;
      const scale = diagonal[i]! * diagonal[j]!;
      if (scale > 0) error += Math.max((squares[i * n + j]! * weight) / scale - r * r, 0) / days;
      signal += (r - correlation[i]! * correlation[j]!) ** 2;
    }
  }
  return signal > 0 ? Math.min(error / signal, 1) : 1;
}

/**
 * (1 − intensity)·R + intensity·T in place, T as above; correlations with the index stay. T is positive semi-definite,
 * because it is the correlation matrix of an index and uncorrelated residuals.
 */
export function shrinkToIndex(correlation: Float64Array, n: number, intensity: number): void {
  for (let i = 1; i < n; i++) {
    for (let j = 1; j < i; j++) {
      const target = correlation[i]! * correlation[j]!;
      const r = correlation[i * n + j]! + intensity * (target - correlation[i * n + j]!);
      correlation[i * n + j] = r;
      correlation[j * n + i] = r;
    }
  }
}

/**
 * A lower bound on the eigenvalues of a shrunk matrix, from its correlations b with the index, which shrinking leaves unchanged.
 * Written as L·diag(1, M)·L′ with L unit lower triangular and b its first column, M is at least intensity·min(1 − b²)
 * where R was positive semi-definite; and L takes at most 1 + |b|²/2 + |b|·√(1 + |b|²/4) off it.
 */
export function leastEigenvalue(correlation: Float64Array, n: number, intensity: number): number {
  let squares = 0;
  let own = 1;
  for (let i = 1; i < n; i++) {
    const square = correlation[i]! ** 2;
    squares += square;
    own = Math.min(own, 1 - square);
  }
  return (intensity * own) / (1 + squares / 2 + Math.sqrt(squares * (1 + squares / 4)));
}

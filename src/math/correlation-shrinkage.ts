import type { PairSums } from './newey-west-matrix.ts';

/**
 * The Newey–West correlations of a set of series: n × n, with a unit diagonal. A series without a value so far is uncorrelated with
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
 * How far to draw correlations towards none, the identity: the intensity of Ledoit and Wolf (2004) for standardised
 * series, in the form of Schäfer and Strimmer (2005): Σ Var(r_ij) / Σ r_ij² over pairs, within 0 … 1.
 *
 * Var(r_ij) = (E[z_i² z_j²] − r_ij²)/n with z the series over their deviations and n = (Σw)²/Σw² the days that the
 * weights amount to. It has the data's own fat tails in it; autocorrelation is left aside (our choice).
 */
export function shrinkageIntensity(state: PairSums, correlation: Float64Array): number {
  const { memory, squares, diagonal, weight, weightSquares } = state;
  const n = memory.series;
  const days = weight ** 2 / weightSquares;
  let error = 0;
  let signal = 0;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const r2 = correlation[i * n + j]! ** 2;
      const scale = diagonal[i]! * diagonal[j]!;
      if (scale > 0) error += Math.max((squares[i * n + j]! * weight) / scale - r2, 0) / days;
      signal += r2;
    }
  }
  return signal > 0 ? Math.min(error / signal, 1) : 1;
}

/** (1 − intensity)·R + intensity·I, in place. */
export function shrinkToIdentity(correlation: Float64Array, n: number, intensity: number): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      correlation[i * n + j]! *= 1 - intensity;
      correlation[j * n + i]! *= 1 - intensity;
    }
  }
}

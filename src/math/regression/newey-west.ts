import { widenRows } from '../windows/ring.ts';

/**
 * Exponentially weighted Newey–West sums (1987, Bartlett weights 1 − l/(L + 1)), updated as values arrive:
 *
 *     S_t = Γ₀ + Σ_l w_l (Γ_l + Γ_l′),   Γ_l = λ^(l/2) Σ_s λ^(t−s) x_s x_(s−l)′
 *
 * All Γ decay alike, so their sum is one recursion: S ← λS + x·y′ + y·x′ with y = x/2 + Σ w_l λ^(l/2) x_(t−l). The factor
 * λ^(l/2) gives a product of two days the geometric mean of their weights (our choice; USE4 gives it the later
 * day's). Then S is the Newey–West sum of one weighted series, and positive semi-definite at every step, to rounding.
 *
 * For the same reason a missing value counts as 0: sums over pairwise available days need not be positive semi-definite.
 */
export interface LagMemory {
  readonly series: number;
  /** λ. */
  readonly keep: number;
  /** w_l·λ^(l/2), from l = 1. */
  readonly lagWeights: Float64Array;
  /** The last values of every series, one row per lag, the newest at row `newest`. Updated in place by each step. */
  readonly past: Float64Array;
  newest: number;
}

/** @param halfLife in steps; Infinity for equal weights. */
export function lagMemory(series: number, halfLife: number, lags: number): LagMemory {
  const keep = 0.5 ** (1 / halfLife);
  return {
    series,
    keep,
    lagWeights: Float64Array.from(
      { length: lags },
      (_, l) => (1 - (l + 1) / (lags + 1)) * keep ** ((l + 1) / 2),
    ),
    past: new Float64Array(lags * series),
    newest: 0,
  };
}

/**
 * Writes y = x/2 + Σ w_l λ^(l/2) x_(t−l) into `echo`, then stores x, whose missing values must already be 0.
 */
export function remember(memory: LagMemory, x: Float64Array, echo: Float64Array): void {
  const { series, lagWeights, past } = memory;
  const lags = lagWeights.length;
  for (let i = 0; i < series; i++) echo[i] = x[i]! / 2;
  for (let l = 0; l < lags; l++) {
    const weight = lagWeights[l]!;
    const row = ((memory.newest + l) % lags) * series;
    for (let i = 0; i < series; i++) echo[i]! += weight * past[row + i]!;
  }
  if (lags === 0) return;
  memory.newest = (memory.newest + lags - 1) % lags;
  past.set(x, memory.newest * series);
}

/** Variances of many series, without covariances. */
export interface SeriesVariances {
  readonly memory: LagMemory;
  /** Σ λ^age x², without lags. */
  readonly squares: Float64Array;
  /** S of the formula above. */
  readonly sums: Float64Array;
  /** Σ λ^age over the days with a value of the series. */
  readonly weights: Float64Array;
  /** Number of such days. */
  readonly counts: Int32Array;
  readonly values: Float64Array;
  readonly echo: Float64Array;
}

export const seriesVariances = (series: number, halfLife: number, lags: number): SeriesVariances => ({
  memory: lagMemory(series, halfLife, lags),
  squares: new Float64Array(series),
  sums: new Float64Array(series),
  weights: new Float64Array(series),
  counts: new Int32Array(series),
  values: new Float64Array(series),
  echo: new Float64Array(series),
});

/** The same variances with more series, which have no value so far. */
export function widenVariances(state: SeriesVariances, series: number): SeriesVariances {
  const { memory } = state;
  const before = memory.series;
  const wide = (column: Float64Array): Float64Array => widenRows(column, before, series, 0);
  const counts = new Int32Array(series);
  counts.set(state.counts);
  return {
    memory: { ...memory, series, past: wide(memory.past) },
    squares: wide(state.squares),
    sums: wide(state.sums),
    weights: wide(state.weights),
    counts,
    values: wide(state.values),
    echo: wide(state.echo),
  };
}

/** Adds a day, in place. NaN is missing: sums and weight of that series only decay, so its variance is unchanged. */
export function addToVariances(state: SeriesVariances, x: Float64Array): void {
  const { memory, squares, sums, weights, counts, values, echo } = state;
  const { keep, series } = memory;
  for (let i = 0; i < series; i++) {
    const v = x[i]!;
    const present = v === v;
    values[i] = present ? v : 0;
    weights[i] = keep * weights[i]! + (present ? 1 : 0);
    counts[i]! += present ? 1 : 0;
  }
  remember(memory, values, echo);
  for (let i = 0; i < series; i++) {
    const v = values[i]!;
    squares[i] = keep * squares[i]! + v * v;
    sums[i] = keep * sums[i]! + 2 * v * echo[i]!;
  }
}

/** The long-run variance of a series about zero; NaN before its first value. Never negative despite rounding. */
export const varianceOf = ({ sums, weights }: SeriesVariances, i: number): number =>
  Math.max(sums[i]! / weights[i]!, 0);

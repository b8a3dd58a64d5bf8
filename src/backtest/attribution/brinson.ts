/** Weights and returns of a portfolio and its benchmark by segment, over one period. All of one length. */
export interface Segments {
  readonly weights: ArrayLike<number>;
  readonly benchmarkWeights: ArrayLike<number>;
  readonly returns: ArrayLike<number>;
  readonly benchmarkReturns: ArrayLike<number>;
}

/** Arithmetic effects by segment, which add up to the difference of the returns. */
export interface BrinsonEffects {
  readonly allocation: Float64Array;
  /** At the benchmark's weights. */
  readonly selection: Float64Array;
  readonly interaction: Float64Array;
}

/**
 * Attribution to weights and to selection in each segment. `fachler` (Brinson and Fachler 1985) measures a weight by the
 * segment's return over that of the whole benchmark, (w − w⁰)(r⁰ − b); `hood-beebower` (Brinson, Hood and Beebower 1986) by the
 * segment's return itself, (w − w⁰)r⁰. Selection is w⁰(r − r⁰), interaction (w − w⁰)(r − r⁰).
 */
export function brinson(
  { weights, benchmarkWeights, returns, benchmarkReturns }: Segments,
  method: 'fachler' | 'hood-beebower' = 'fachler',
): BrinsonEffects {
  const base = method === 'fachler' ? weighted(benchmarkWeights, benchmarkReturns) : 0;
  const each = (of: (i: number) => number): Float64Array =>
    Float64Array.from({ length: weights.length }, (_, i) => of(i));
  const over = (i: number): number => weights[i]! - benchmarkWeights[i]!;
  const better = (i: number): number => returns[i]! - benchmarkReturns[i]!;
  return {
    allocation: each((i) => over(i) * (benchmarkReturns[i]! - base)),
    selection: each((i) => benchmarkWeights[i]! * better(i)),
    interaction: each((i) => over(i) * better(i)),
  };
}

/** Σ wᵢ·xᵢ. */
export function weighted(weights: ArrayLike<number>, x: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += weights[i]! * x[i]!;
  return sum;
}

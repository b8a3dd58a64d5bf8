import { doesVary } from '../../math/statistics/rounding.ts';

/** How many independent trials a set of similar ones amounts to. */
export interface EffectiveTrials {
  /** Mean correlation of the returns over all pairs; null for fewer than two trials that vary. */
  readonly meanCorrelation: number | null;
  /** 1 + (N − 1)(1 − ρ̄) (Bailey and López de Prado 2014, appendix): not below 1, nor above N. */
  readonly byCorrelation: number;
  /** Groups of trials whose returns correlate by at least `CLUSTER_CORRELATION` with the first of the group. */
  readonly clusters: number;
  /** Trials that were grouped: all, or an even choice of them. */
  readonly clustered: number;
}

/** Returns that correlate as much as this differ by a few months' labels (our choice). */
export const CLUSTER_CORRELATION = 0.9;
/** Grouping takes time with the square of the trials; more of them are thinned evenly (our choice). */
const MOST_CLUSTERED = 2000;

/**
 * The effective number of trials. Clusters by Hartigan's leader algorithm (1975) in the order of the trials: one pass, no random
 * start.
 *
 * @param returns monthly returns of each trial, all of one length.
 */
export function effectiveTrials(returns: readonly Float64Array[]): EffectiveTrials {
  const units = returns.flatMap((r) => unitVector(r) ?? []);
  const n = units.length;
  const meanCorrelation = n < 2 ? null : meanPairwise(units);
  const every = Math.max(1, Math.ceil(n / MOST_CLUSTERED));
  const chosen = units.filter((_, i) => i % every === 0);
  return {
    meanCorrelation,
    byCorrelation: Math.min(
      Math.max(1, returns.length),
      Math.max(1, 1 + (returns.length - 1) * (1 - (meanCorrelation ?? 1))),
    ),
    clusters: Math.max(1, leadersOf(chosen).length),
    clustered: chosen.length,
  };
}

/** Returns less their mean, of length 1: the dot product of two is their correlation. Null for returns that do not vary. */
function unitVector(returns: Float64Array): Float64Array | null {
  let sum = 0;
  for (const r of returns) sum += r;
  const mean = sum / returns.length;
  let squares = 0;
  for (const r of returns) squares += (r - mean) ** 2;
  if (!doesVary(Math.sqrt(squares / (returns.length - 1)), mean)) return null;
  const length = Math.sqrt(squares);
  return returns.map((r) => (r - mean) / length);
}

/** (‖Σ z‖² − N) / (N(N − 1)): the mean of all pairs without forming any. */
function meanPairwise(units: readonly Float64Array[]): number {
  const total = new Float64Array(units[0]!.length);
  for (const unit of units) for (let t = 0; t < total.length; t++) total[t]! += unit[t]!;
  const n = units.length;
  return (dot(total, total) - n) / (n * (n - 1));
}

function leadersOf(units: readonly Float64Array[]): Float64Array[] {
  const leaders: Float64Array[] = [];
  for (const unit of units)
    if (!leaders.some((leader) => dot(leader, unit) >= CLUSTER_CORRELATION)) leaders.push(unit);
  return leaders;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < a.length; t++) sum += a[t]! * b[t]!;
  return sum;
}

import { brinson, type Segments, weighted } from './brinson.ts';
import { logScale } from '../../math/performance/linked-effects.ts';

/** The logarithmic effect of one rung over one period, by sleeve or other position: the parts add up to the effect. */
export interface RungBySleeve {
  readonly allocation: Float64Array;
  /** Selection at the rung's own weights, interaction included. */
  readonly selection: Float64Array;
}

/**
 * Splits one step of the ladder by position: Brinson–Fachler effects of the upper fund against the lower, each scaled so that
 * they add up to ln((1 + Fⱼ)/(1 + Fⱼ₋₁)).
 *
 * @param segments weights at the start of the period and simple returns over it, of the upper fund and, as its benchmark, the
 *   lower one, over the same list of positions; one that only one of them holds has a weight of 0 in the other.
 */
export function rungBySleeve(segments: Segments): RungBySleeve {
  const upper = weighted(segments.weights, segments.returns);
  const lower = weighted(segments.benchmarkWeights, segments.benchmarkReturns);
  const scale = logScale(upper, lower);
  const { allocation, selection, interaction } = brinson(segments);
  return {
    allocation: allocation.map((a) => a * scale),
    selection: selection.map((s, i) => (s + interaction[i]!) * scale),
  };
}

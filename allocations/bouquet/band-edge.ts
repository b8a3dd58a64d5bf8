/** A sleeve's weight, its bouquet weight and its band, as fractions of the portfolio. */
export interface WeightInBand {
  readonly weight: number;
  readonly base: number;
  readonly low: number;
  readonly high: number;
}

/** Below this distance a weight is at the end of its band. */
const AT_EDGE = 1e-6;

/**
 * Whether a sleeve is at an end of its band and not at its bouquet weight. Many that are: the bands decide, and not the
 * balance of return, risk and cost.
 */
export function isAtBandEdge({ weight, base, low, high }: WeightInBand): boolean {
  const isAt = (end: number): boolean => Math.abs(weight - end) < AT_EDGE;
  return !isAt(base) && (isAt(low) || isAt(high));
}

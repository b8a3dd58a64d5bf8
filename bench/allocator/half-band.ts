import type { SleeveId, Weights } from '../../allocations/positions.ts';

/** A sleeve's bouquet weight, band and score; weights are fractions of the portfolio. */
export interface ScoredSleeve {
  readonly id: SleeveId;
  readonly base: number;
  readonly low: number;
  readonly high: number;
  readonly score: number;
}

/**
 * The tilt without an optimiser: each sleeve moves by half of the way to the end of its band for each standard deviation of its
 * score over the sleeves. One shift of all, within the bands, restores the sum.
 */
export function halfBandTilt(sleeves: readonly ScoredSleeve[]): Weights {
  const mean = sleeves.reduce((sum, s) => sum + s.score, 0) / sleeves.length;
  const deviation = Math.sqrt(sleeves.reduce((sum, s) => sum + (s.score - mean) ** 2, 0) / sleeves.length);
  const wanted = sleeves.map(({ base, low, high, score }) => {
    const z = deviation > 0 ? (score - mean) / deviation : 0;
    return base + (z / 2) * (z > 0 ? high - base : base - low);
  });
  const total = sleeves.reduce((sum, s) => sum + s.base, 0);
  const shifted = (by: number): number[] =>
    sleeves.map(({ low, high }, i) => Math.min(high, Math.max(low, wanted[i]! + by)));
  // The sum rises with the shift, and the bouquet lies within the bands, so bisection finds it.
  let [least, most] = [-1, 1];
  for (let step = 0; step < 60; step++) {
    const middle = (least + most) / 2;
    if (shifted(middle).reduce((sum, w) => sum + w, 0) < total) least = middle;
    else most = middle;
  }
  const weights = shifted(most);
  return Object.fromEntries(sleeves.map(({ id }, i) => [id, weights[i]!]));
}

import { clip } from '../../src/math/clip.ts';

/** A sleeve's base weight, volatility (above 0, any unit) and band. */
export interface BandedAsset {
  readonly base: number;
  readonly volatility: number;
  readonly low: number;
  readonly high: number;
}

export interface BandedWeight {
  readonly weight: number;
  /** The end of the band at which the weight lies; null inside the band. */
  readonly atBound: 'low' | 'high' | null;
}

const ROUNDING = 1e-12;

/**
 * Scales base weights by inverse volatility within bands: θᵢ = clip(c·bᵢ/σᵢ, lowᵢ, highᵢ), with c such that the weights
 * sum to `total`. The sum is piecewise linear and non-decreasing in c, so c is exact: the two breakpoints that enclose
 * it, then one division.
 *
 * @throws RangeError if the bands do not admit `total`; bands around base weights with that sum always do.
 */
export function bandedWeights(lines: readonly BandedAsset[], total: number): BandedWeight[] {
  const slopes = lines.map(({ base, volatility }) => base / volatility);
  const weightsAt = (c: number): number[] => lines.map(({ low, high }, i) => clip(c * slopes[i]!, low, high));
  const sumAt = (c: number): number => weightsAt(c).reduce((sum, w) => sum + w, 0);
  const breakpoints = lines
    .flatMap(({ low, high }, i) => (slopes[i]! > 0 ? [low / slopes[i]!, high / slopes[i]!] : []))
    .sort((a, b) => a - b);

  const lowest = sumAt(0);
  const highest = sumAt(breakpoints.at(-1) ?? 0);
  if (!(lowest <= total + ROUNDING && total <= highest + ROUNDING)) {
    throw new RangeError(`bands allow sums from ${lowest} to ${highest}, not ${total}`);
  }

  // −1 selects the last breakpoint, where rounding keeps even its sum just below the total.
  const reached = breakpoints.findIndex((point) => sumAt(point) >= total);
  const to = breakpoints.at(reached) ?? 0;
  const from = breakpoints.findLast((point) => point < to) ?? 0;
  const moving = lines.map(({ low, high }, i) => {
    const slope = slopes[i]!;
    return slope > 0 && low / slope <= from && high / slope >= to;
  });
  const totalSlope = slopes.reduce((sum, slope, i) => (moving[i] ? sum + slope : sum), 0);
  const atBounds = weightsAt(to).reduce((sum, w, i) => (moving[i] ? sum : sum + w), 0);
  const c = totalSlope > 0 ? clip((total - atBounds) / totalSlope, from, to) : to;

  return weightsAt(c).map((weight, i) => {
    const unconstrained = c * slopes[i]!;
    const { low, high } = lines[i]!;
    return { weight, atBound: unconstrained < low ? 'low' : unconstrained > high ? 'high' : null };
  });
}

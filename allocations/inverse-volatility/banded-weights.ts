import { clip } from '../../src/math/clip.ts';

/** A sleeve to be weighed: its base weight, its volatility (above 0, any unit) and its band. */
export interface Banded {
  readonly base: number;
  readonly volatility: number;
  readonly low: number;
  readonly high: number;
}

export interface Weighed {
  readonly weight: number;
  /** The end of the band that the weight was held at. */
  readonly boundBy: 'low' | 'high' | null;
}

const ROUNDING = 1e-12;

/**
 * Base weights scaled by inverse volatility, inside their bands: θᵢ = clip(c·bᵢ/σᵢ, lowᵢ, highᵢ), with the one c that
 * makes them sum to `total`. The sum is piecewise linear in c and never falls, so c is found exactly: between
 * which two corners it lies, then by one division.
 *
 * Throws where the bands leave no room for `total`, which bands around base weights of that sum cannot do.
 */
export function insideBands(lines: readonly Banded[], total: number): Weighed[] {
  const pulls = lines.map(({ base, volatility }) => base / volatility);
  const weigh = (c: number): number[] => lines.map(({ low, high }, i) => clip(c * pulls[i]!, low, high));
  const sumAt = (c: number): number => weigh(c).reduce((sum, w) => sum + w, 0);
  const corners = lines
    .flatMap(({ low, high }, i) => (pulls[i]! > 0 ? [low / pulls[i]!, high / pulls[i]!] : []))
    .sort((a, b) => a - b);

  const least = sumAt(0);
  const most = sumAt(corners.at(-1) ?? 0);
  if (!(least <= total + ROUNDING && total <= most + ROUNDING)) {
    throw new RangeError(`bands allow sums from ${least} to ${most}, not ${total}`);
  }

  // −1, the last corner, where rounding keeps even that one just under the total.
  const reached = corners.findIndex((corner) => sumAt(corner) >= total);
  const to = corners.at(reached) ?? 0;
  const from = corners.findLast((corner) => corner < to) ?? 0;
  const moving = lines.map(({ low, high }, i) => {
    const pull = pulls[i]!;
    return pull > 0 && low / pull <= from && high / pull >= to;
  });
  const slope = pulls.reduce((sum, pull, i) => (moving[i] ? sum + pull : sum), 0);
  const held = weigh(to).reduce((sum, w, i) => (moving[i] ? sum : sum + w), 0);
  const c = slope > 0 ? clip((total - held) / slope, from, to) : to;

  return weigh(c).map((weight, i) => {
    const wanted = c * pulls[i]!;
    const { low, high } = lines[i]!;
    return { weight, boundBy: wanted < low ? 'low' : wanted > high ? 'high' : null };
  });
}

import { grouped, signed } from './numbers.ts';

/** Beyond this many decimals a double has no further digits worth printing. */
const MOST_DECIMALS = 15;

/**
 * A score with as many decimals as needed to show on which side of each threshold it lies: −0.1996 for a threshold of
 * −0.20, which two decimals would show as reached.
 *
 * @param thresholds the scores at which something changes.
 * @param least the number of decimals that suffices away from all thresholds.
 * @example
 * scoreAgainst(-0.1996035, [-0.2, 0.2]); // '−0.1996'
 * scoreAgainst(-0.35, [-0.2, 0.2]); // '−0.35'
 */
export function scoreAgainst(score: number, thresholds: readonly number[], least = 2): string {
  const sides = (x: number) => thresholds.map((threshold) => Math.sign(x - threshold)).join();
  let decimals = least;
  while (decimals < MOST_DECIMALS && sides(Number(score.toFixed(decimals))) !== sides(score)) decimals++;
  return signed(score, decimals);
}

/** A positive distance with as many decimals as it takes not to print it as zero. */
export function distanceText(distance: number, least = 2): string {
  if (distance === 0) return grouped(0, least);
  let decimals = least;
  while (decimals < MOST_DECIMALS && Number(distance.toFixed(decimals)) === 0) decimals++;
  return grouped(distance, decimals);
}

/** A threshold with two decimals, or with as many as the rule book gives it. */
export function thresholdText(threshold: number, least = 2): string {
  let decimals = least;
  while (decimals < MOST_DECIMALS && Number(threshold.toFixed(decimals)) !== threshold) decimals++;
  return signed(threshold, decimals);
}

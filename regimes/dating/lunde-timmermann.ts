import type { Phase, TurningPoint } from './turning-points.ts';

/** Fractions of the price: a rise from the trough that makes a bull market, a fall from the peak that makes a bear. */
export interface FilterRules {
  readonly rise: number;
  readonly fall: number;
}

export const TWENTY_TWENTY: FilterRules = { rise: 0.2, fall: 0.2 };
export const TWENTY_FIFTEEN: FilterRules = { rise: 0.2, fall: 0.15 };

/**
 * Turning points by the filter of Lunde and Timmermann (2004). In a bull phase the highest price is followed; once
 * the price falls below it by more than `fall`, the peak is where it stood and all since is bear. The other way
 * with `rise`. The last, unfinished phase has no turning point of its own.
 *
 * The first phase is the one whose opposite bound is not met first: both extremes are followed from the start and
 * the first bound that breaks says which of them was a turning point (our choice; the paper starts from a given
 * state). It knows the future by design and must never feed a rule.
 *
 * @param prices positive, oldest first, no gaps.
 */
export function lundeTimmermann(
  prices: ArrayLike<number>,
  { rise, fall }: FilterRules = TWENTY_TWENTY,
): TurningPoint[] {
  const points: TurningPoint[] = [];
  let phase: Phase | null = null;
  let [high, low] = [0, 0];
  for (let i = 1; i < prices.length; i++) {
    if (prices[i]! > prices[high]!) high = i;
    if (prices[i]! < prices[low]!) low = i;
    if (phase !== 'bear' && prices[i]! < (1 - fall) * prices[high]!) {
      points.push({ kind: 'peak', at: high });
      [phase, low] = ['bear', i];
    } else if (phase !== 'bull' && prices[i]! > (1 + rise) * prices[low]!) {
      points.push({ kind: 'trough', at: low });
      [phase, high] = ['bull', i];
    }
  }
  return points;
}

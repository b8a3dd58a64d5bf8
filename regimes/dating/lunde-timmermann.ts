import type { Phase, TurningPoint } from './turning-points.ts';

/** Fractions: the rise from a trough that starts a bull market, and the fall from a peak that starts a bear market. */
export interface FilterRules {
  readonly rise: number;
  readonly fall: number;
}

export const TWENTY_TWENTY: FilterRules = { rise: 0.2, fall: 0.2 };
export const TWENTY_FIFTEEN: FilterRules = { rise: 0.2, fall: 0.15 };

/**
 * Turning points by the filter of Lunde and Timmermann (2004). In a bull phase the running maximum is tracked; once the price
 * falls below it by more than `fall`, the maximum is a peak and all later months are bear. `rise` works symmetrically from
 * the running minimum. The last, unfinished phase has no turning point at its end.
 *
 * The initial phase is not assumed: both extremes are tracked from the start, and the first bound that is crossed decides
 * which of them is a turning point (our choice; the paper starts from a given state). The dating uses future prices by
 * design and must never enter a rule.
 *
 * @param prices positive, oldest first, no gaps.
 * @param rules fractions; default: 20 % either way.
 * @returns alternating peaks and troughs, each at its index in `prices`.
 * @example
 * import { lundeTimmermann } from 'trrm/regimes';
 *
 * console.log(lundeTimmermann([100, 80, 60, 70, 90, 120, 130]));
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

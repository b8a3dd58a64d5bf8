import { SLEEVES } from '../../allocations/positions.ts';
import type { AllocationRules } from '../../allocations/rules.ts';

/**
 * Weight in indices before their launch: their history is what the vendor computed afterwards.
 *
 * @param weights by position, in `POSITIONS` order.
 * @param on ISO day.
 */
export const backFilledWeight = (
  weights: ArrayLike<number>,
  on: string,
  instruments: AllocationRules['instruments'],
): number =>
  SLEEVES.reduce((sum, id, i) => {
    const launched = instruments[id]?.launched ?? null;
    return launched !== null && on < launched ? sum + weights[i]! : sum;
  }, 0);

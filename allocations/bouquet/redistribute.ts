import { SLEEVES, type SleeveId } from '../positions.ts';

/**
 * Restricts a bouquet to the sleeves that can be held: the weight of the others is redistributed pro rata, so the
 * weights still sum to 1. Null if the bouquet has no weight in any sleeve that can be held.
 */
export function redistribute(
  bouquet: Readonly<Record<SleeveId, number>>,
  canBeHeld: (id: SleeveId) => boolean,
): Readonly<Record<SleeveId, number>> | null {
  const heldWeight = SLEEVES.filter(canBeHeld).reduce((sum, id) => sum + bouquet[id], 0);
  if (heldWeight === 0) return null;
  const weights = SLEEVES.map((id) => [id, canBeHeld(id) ? bouquet[id] / heldWeight : 0]);
  return Object.fromEntries(weights) as Record<SleeveId, number>;
}

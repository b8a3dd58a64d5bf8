import { SLEEVES, type SleeveId } from '../positions.ts';

/**
 * A bouquet over the sleeves that can be held: the weight of the others goes pro rata to them, so the weights
 * still sum to 1. Null where the bouquet gives no weight to any sleeve that can be held.
 */
export function shareOut(
  bouquet: Readonly<Record<SleeveId, number>>,
  canBeHeld: (id: SleeveId) => boolean,
): Readonly<Record<SleeveId, number>> | null {
  const held = SLEEVES.filter(canBeHeld).reduce((sum, id) => sum + bouquet[id], 0);
  if (held === 0) return null;
  const weights = SLEEVES.map((id) => [id, canBeHeld(id) ? bouquet[id] / held : 0]);
  return Object.fromEntries(weights) as Record<SleeveId, number>;
}

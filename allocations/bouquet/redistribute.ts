import { SLEEVES, type SleeveId } from '../positions.ts';

/** A bouquet over the sleeves that can be held. Fractions of the bouquet. */
export interface HeldBouquet {
  /** Weight of each sleeve after redistribution; 0 for one that cannot be held. */
  readonly base: Readonly<Record<SleeveId, number>>;
  /** Range of each sleeve's weight; 0 to 0 for one that cannot be held. */
  readonly bands: Readonly<Record<SleeveId, { readonly low: number; readonly high: number }>>;
  /** Weight that no sleeve may take within its band: it goes to the regime's fallback. */
  readonly residual: number;
}

/** Rounding of sums of decimal fractions. */
const ROUNDING = 1e-12;

/**
 * Restricts a bouquet to the sleeves that can be held. The weight of the others is redistributed pro rata, but no sleeve
 * gets more than the upper end of its band around its weight in the rule book; what is cut off there is the residual, and
 * is not offered to the sleeves below their ends, which the regime wants less. Without that limit, a bearish bouquet whose
 * defensive sleeves are missing would become one of momentum and value. Null if the bouquet has no weight in any sleeve
 * that can be held.
 *
 * @param widths half-width of each sleeve's band, a fraction of the bouquet.
 */
export function redistribute(
  bouquet: Readonly<Record<SleeveId, number>>,
  widths: Readonly<Record<SleeveId, number>>,
  canBeHeld: (id: SleeveId) => boolean,
): HeldBouquet | null {
  const heldWeight = SLEEVES.filter(canBeHeld).reduce((sum, id) => sum + bouquet[id], 0);
  if (heldWeight === 0) return null;
  const highest = (id: SleeveId): number => Math.min(1, bouquet[id] + widths[id]);
  const base = bySleeve((id) => (canBeHeld(id) ? Math.min(bouquet[id] / heldWeight, highest(id)) : 0));
  const residual = 1 - SLEEVES.reduce((sum, id) => sum + base[id], 0);
  return {
    base,
    bands: bySleeve((id) =>
      canBeHeld(id) ? { low: Math.max(0, base[id] - widths[id]), high: highest(id) } : { low: 0, high: 0 },
    ),
    residual: residual < ROUNDING ? 0 : residual,
  };
}

const bySleeve = <T>(of: (id: SleeveId) => T): Record<SleeveId, T> =>
  Object.fromEntries(SLEEVES.map((id) => [id, of(id)])) as Record<SleeveId, T>;

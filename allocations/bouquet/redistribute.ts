import { LEAST_REPRESENTED } from './represented.ts';
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
 * gets more than the upper end of its band around its weight in the rule book, or twice that weight if this is more. What
 * is cut off there is the residual; it is not offered to the sleeves below their ends, which the regime wants less. While
 * at least half of the bouquet can be held nothing is cut off. Without the limit, a bearish bouquet whose defensive
 * sleeves are missing would become one of momentum and value. Null if the bouquet has no weight in any sleeve that can be
 * held.
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
  const most = (id: SleeveId): number =>
    Math.min(1, Math.max(bouquet[id] + widths[id], bouquet[id] / LEAST_REPRESENTED));
  const proRata = bySleeve((id) => (canBeHeld(id) ? bouquet[id] / heldWeight : 0));
  const isCut = SLEEVES.some((id) => proRata[id] > most(id) + ROUNDING);
  const base = isCut ? bySleeve((id) => (canBeHeld(id) ? Math.min(proRata[id], most(id)) : 0)) : proRata;
  return {
    base,
    // Where something is cut off, the optimiser may not go beyond the ends either.
    bands: bySleeve((id) =>
      canBeHeld(id)
        ? {
            low: Math.max(0, base[id] - widths[id]),
            high: isCut ? most(id) : Math.min(1, base[id] + widths[id]),
          }
        : { low: 0, high: 0 },
    ),
    residual: isCut ? 1 - SLEEVES.reduce((sum, id) => sum + base[id], 0) : 0,
  };
}

const bySleeve = <T>(of: (id: SleeveId) => T): Record<SleeveId, T> =>
  Object.fromEntries(SLEEVES.map((id) => [id, of(id)])) as Record<SleeveId, T>;

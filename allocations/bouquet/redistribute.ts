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
 * Restricts a bouquet to the sleeves that can be held. The weight of the others is redistributed pro rata, up to the upper
 * end of each sleeve's band around its weight in the rule book; what the bands do not admit is the residual. Without that
 * end, a bearish bouquet whose defensive sleeves are missing would become one of momentum and value. Null if the bouquet
 * has no weight in any sleeve that can be held.
 *
 * @param widths half-width of each sleeve's band, a fraction of the bouquet.
 */
export function redistribute(
  bouquet: Readonly<Record<SleeveId, number>>,
  widths: Readonly<Record<SleeveId, number>>,
  canBeHeld: (id: SleeveId) => boolean,
): HeldBouquet | null {
  const highest = (id: SleeveId): number => Math.min(1, bouquet[id] + widths[id]);
  const free = new Set(SLEEVES.filter((id) => canBeHeld(id) && bouquet[id] > 0));
  if (free.size === 0) return null;
  const weights = new Map<SleeveId, number>();
  // Each round fixes at least one sleeve at the end of its band, or none and is the last.
  for (;;) {
    const taken = [...weights.values()].reduce((sum, w) => sum + w, 0);
    const own = SLEEVES.reduce((sum, id) => (free.has(id) ? sum + bouquet[id] : sum), 0);
    const full = [...free].filter((id) => (bouquet[id] / own) * (1 - taken) > highest(id) + ROUNDING);
    if (full.length === 0) {
      for (const id of free)
        weights.set(id, taken === 0 ? bouquet[id] / own : (bouquet[id] / own) * (1 - taken));
      break;
    }
    for (const id of full) {
      weights.set(id, highest(id));
      free.delete(id);
    }
    if (free.size === 0) break;
  }
  const base = bySleeve((id) => weights.get(id) ?? 0);
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

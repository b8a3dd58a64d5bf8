import type { SleeveHistory } from './sleeve-history.ts';

/** A share inside a bouquet of sleeves. */
export interface LookedThrough {
  readonly issuer: number;
  /** Of the whole bouquet. */
  readonly weight: number;
  /** The part of the weight that comes from each sleeve. */
  readonly from: Readonly<Record<string, number>>;
}

/**
 * What a bouquet holds share by share, the largest first. Weights sum to those of the sleeves that hold something.
 *
 * @throws RangeError for a sleeve that is not among the histories.
 */
export function lookThrough(
  bouquet: Readonly<Record<string, number>>,
  histories: Readonly<Record<string, Pick<SleeveHistory, 'holdings'>>>,
): LookedThrough[] {
  const from = new Map<number, Record<string, number>>();
  for (const [sleeve, share] of Object.entries(bouquet)) {
    const history = histories[sleeve];
    if (!history) throw new RangeError(`there is no sleeve ${sleeve}`);
    for (const { issuer, weight } of history.holdings) {
      const of = from.get(issuer) ?? {};
      of[sleeve] = share * weight;
      from.set(issuer, of);
    }
  }
  return [...from]
    .map(([issuer, parts]) => ({
      issuer,
      weight: Object.values(parts).reduce((sum, w) => sum + w, 0),
      from: parts,
    }))
    .sort((a, b) => b.weight - a.weight || a.issuer - b.issuer);
}

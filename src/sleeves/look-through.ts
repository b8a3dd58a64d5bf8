import type { SleeveHistory } from './sleeve-history.ts';

/** A stock in a bouquet of sleeves. */
export interface StockWeight {
  readonly issuer: number;
  /** Weight in the bouquet, a fraction. */
  readonly weight: number;
  /** The contribution of each sleeve to the weight; they sum to it. */
  readonly bySleeve: Readonly<Record<string, number>>;
}

/**
 * The stock weights of a bouquet, looking through its sleeves; largest first. They sum to the weights of the sleeves that
 * have holdings.
 *
 * @param bouquet weight by sleeve id, a fraction.
 * @param histories histories by sleeve id, with their holdings at the last session.
 * @returns one entry per stock.
 * @throws RangeError for a sleeve without a history.
 * @example
 * import { lookThrough, readSleeveStore } from 'trrm/sleeves';
 *
 * const { histories, issuers } = readSleeveStore('.trrm/demo/sleeves.json');
 * for (const { issuer, weight } of lookThrough({ value: 0.6, quality: 0.4 }, histories).slice(0, 3))
 *   console.log(issuers[issuer]!.isin, weight);
 */
export function lookThrough(
  bouquet: Readonly<Record<string, number>>,
  histories: Readonly<Record<string, Pick<SleeveHistory, 'holdings'>>>,
): StockWeight[] {
  const bySleeve = new Map<number, Record<string, number>>();
  for (const [sleeve, sleeveWeight] of Object.entries(bouquet)) {
    const history = histories[sleeve];
    if (!history) throw new RangeError(`unknown sleeve ${sleeve}`);
    for (const { issuer, weight } of history.holdings) {
      const parts = bySleeve.get(issuer) ?? {};
      parts[sleeve] = sleeveWeight * weight;
      bySleeve.set(issuer, parts);
    }
  }
  return [...bySleeve]
    .map(([issuer, parts]) => ({
      issuer,
      weight: Object.values(parts).reduce((sum, w) => sum + w, 0),
      bySleeve: parts,
    }))
    .sort((a, b) => b.weight - a.weight || a.issuer - b.issuer);
}

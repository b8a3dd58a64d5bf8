import { issuerPart } from '../../src/market/stocks/isin.ts';
import type { Held } from '../opening-holdings.ts';
import { SLEEVES, type SleeveId, STRATEGIC, type Weights } from '../positions.ts';
import type { StockBasis } from '../stocks/stock-snapshot.ts';
import { columnsOf, heldOtherwise, modelHoldings } from './sleeve-holdings.ts';

const above = (x: number): number => Math.max(0, x);

/**
 * What is bought where each sleeve is brought to its weight in its own shares, share by share: a share that one sleeve
 * sells and another buys is not counted. Funds stay funds, as orders have it. Fraction of the portfolio.
 */
export function boughtByShare(basis: StockBasis, held: Held, weights: Weights): number {
  const model = modelHoldings(basis);
  const columns = columnsOf(basis);
  const lacking = new Map<number, number>();
  const add = (issuer: number | undefined, weight: number): void => {
    // What the store has no column for is only ever sold.
    if (issuer !== undefined) lacking.set(issuer, (lacking.get(issuer) ?? 0) + weight);
  };
  let bought = 0;
  for (const id of SLEEVES) {
    const inFunds = heldOtherwise(held, id);
    const weight = weights[id] ?? 0;
    bought += above(inFunds * (weight - (held.drifted[id] ?? 0)));
    for (const h of model[id]) add(h.issuer, weight * (1 - inFunds) * h.weight);
  }
  for (const { isin, weight } of held.shares ?? []) add(columns.get(issuerPart(isin)), -weight);
  for (const lack of lacking.values()) bought += above(lack);
  for (const id of STRATEGIC) bought += above((weights[id] ?? 0) - (held.drifted[id] ?? 0));
  return bought;
}

/** What part of a sleeve is in other shares than its own: what has to be bought of it though it keeps its weight. */
export function mismatch(basis: StockBasis, held: Held, id: SleeveId): number {
  const weight = held.drifted[id] ?? 0;
  if (!held.shares || weight === 0) return 0;
  const columns = columnsOf(basis);
  const own = new Map<number | undefined, number>();
  for (const { sleeve, isin, weight: of } of held.shares) {
    const column = columns.get(issuerPart(isin));
    if (sleeve === id) own.set(column, (own.get(column) ?? 0) + of / weight);
  }
  const inShares = 1 - heldOtherwise(held, id);
  return modelHoldings(basis)[id].reduce(
    (sum, h) => sum + above(inShares * h.weight - (own.get(h.issuer) ?? 0)),
    0,
  );
}

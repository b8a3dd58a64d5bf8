import { INDUSTRIES } from '../../src/risk/factors.ts';
import { lookThrough, type StockWeight } from '../../src/sleeves/look-through.ts';
import { SLEEVES } from '../positions.ts';
import type { StockSnapshot } from '../stocks/stock-snapshot.ts';
import type { StockPosition } from './result.ts';
import type { SleevePortfolio } from './sleeve-holdings.ts';

/**
 * Sleeve weights as stock weights (look-through). Sleeves that hold no stocks are skipped, and so is the index by which a
 * sleeve is held: it is an asset of the risk model, but no stock.
 */
export function stockWeights(
  { riskModel }: Pick<StockSnapshot, 'riskModel'>,
  { weights, holdings }: SleevePortfolio,
): StockWeight[] {
  const held = SLEEVES.filter((id) => holdings[id].length > 0 && (weights[id] ?? 0) > 0);
  return lookThrough(
    Object.fromEntries(held.map((id) => [id, weights[id]!])),
    Object.fromEntries(held.map((id) => [id, { holdings: holdings[id] }])),
  ).filter(({ issuer }) => issuer < riskModel.industry.length);
}

/** Every stock held before or after trading, by final weight in descending order; a sleeve held by its index has none. */
export function lookThroughLines(
  stocks: StockSnapshot,
  opening: SleevePortfolio,
  final: SleevePortfolio,
): StockPosition[] {
  const before = new Map(stockWeights(stocks, opening).map((s) => [s.issuer, s]));
  const after = new Map(stockWeights(stocks, final).map((s) => [s.issuer, s]));
  const market = new Map(stocks.market.map((h) => [h.issuer, h.weight]));
  return [...new Set([...after.keys(), ...before.keys()])].map((issuer) => {
    const { isin, symbol, name, industry } = stocks.issuers[issuer]!;
    return {
      isin,
      symbol,
      name,
      industry: INDUSTRIES[industry]!,
      opening: before.get(issuer)?.weight ?? 0,
      final: after.get(issuer)?.weight ?? 0,
      market: market.get(issuer) ?? 0,
      bySleeve: after.get(issuer)?.bySleeve ?? {},
    };
  });
}

import { issuerPart } from '../../../src/market/stocks/isin.ts';
import type { OpeningHoldings } from '../../holdings/opening.ts';
import { SLEEVES, type SleeveId, STRATEGIC, type Weights } from '../../positions.ts';
import type { StockSnapshot } from '../../stocks/stock-snapshot.ts';
import { issuerColumns, fractionInFunds, modelHoldings } from '../sleeve-holdings.ts';

const positive = (x: number): number => Math.max(0, x);

/**
 * One-way turnover, as a fraction of the portfolio, of bringing each sleeve to its weight in its model portfolio, counted
 * stock by stock: a stock that one sleeve sells and another buys is netted. Fund holdings remain in funds, as in the
 * orders.
 */
export function stockTurnover(stocks: StockSnapshot, holdings: OpeningHoldings, weights: Weights): number {
  const model = modelHoldings(stocks);
  const columns = issuerColumns(stocks);
  const shortfalls = new Map<number, number>();
  const add = (issuer: number | undefined, weight: number): void => {
    // A stock without a column can only be sold.
    if (issuer !== undefined) shortfalls.set(issuer, (shortfalls.get(issuer) ?? 0) + weight);
  };
  let bought = 0;
  for (const id of SLEEVES) {
    const inFunds = fractionInFunds(holdings, id);
    const weight = weights[id] ?? 0;
    bought += positive(inFunds * (weight - (holdings.opening[id] ?? 0)));
    for (const h of model[id]) add(h.issuer, weight * (1 - inFunds) * h.weight);
  }
  for (const { isin, weight } of holdings.stocks ?? []) add(columns.get(issuerPart(isin)), -weight);
  for (const shortfall of shortfalls.values()) bought += positive(shortfall);
  for (const id of ['nifty-50', ...STRATEGIC] as const)
    bought += positive((weights[id] ?? 0) - (holdings.opening[id] ?? 0));
  return bought;
}

/** Fraction of a sleeve held in stocks outside its model portfolio: the turnover within the sleeve at an unchanged weight. */
export function sleeveMismatch(stocks: StockSnapshot, holdings: OpeningHoldings, id: SleeveId): number {
  const weight = holdings.opening[id] ?? 0;
  if (!holdings.stocks || weight === 0) return 0;
  const columns = issuerColumns(stocks);
  const own = new Map<number | undefined, number>();
  for (const { sleeve, isin, weight: of } of holdings.stocks) {
    const column = columns.get(issuerPart(isin));
    if (sleeve === id) own.set(column, (own.get(column) ?? 0) + of / weight);
  }
  const inStocks = 1 - fractionInFunds(holdings, id);
  return modelHoldings(stocks)[id].reduce(
    (sum, h) => sum + positive(inStocks * h.weight - (own.get(h.issuer) ?? 0)),
    0,
  );
}

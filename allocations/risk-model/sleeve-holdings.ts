import { issuerPart } from '../../src/market/stocks/isin.ts';
import { activeHoldings, type Holding } from '../../src/risk/portfolio/portfolio-risk.ts';
import type { OpeningHoldings } from '../holdings/opening.ts';
import { EQUITY, type EquityId, type Weights } from '../positions.ts';
import type { StockSnapshot } from '../stocks/stock-snapshot.ts';
import { ROUNDING } from './tolerance.ts';

/** Stocks of each sleeve, as fractions of the sleeve; empty where it holds no stock that the store knows. */
export type SleeveHoldings = Readonly<Record<EquityId, readonly Holding[]>>;

const bySleeve = (holdingsOf: (id: EquityId) => readonly Holding[]): SleeveHoldings =>
  Object.fromEntries(EQUITY.map((id) => [id, holdingsOf(id)])) as SleeveHoldings;

/**
 * The model portfolio of each sleeve: its constituents by definition. A Nifty 50 index fund is measured as the market
 * portfolio (our choice: the index is most of it).
 */
export const modelHoldings = ({ sleeves, market }: StockSnapshot): SleeveHoldings =>
  bySleeve((id) => (id === 'nifty-50' ? market : (sleeves[id]?.holdings ?? [])));

/**
 * The stocks actually held in each sleeve. The part of a sleeve that is held in funds, or as a whole position, is taken to
 * hold the sleeve's model portfolio, as is the whole sleeve where its stocks are not known. Stocks without a column in
 * the snapshot are left out, so such a sleeve sums to less than 1.
 */
export function actualHoldings(stocks: StockSnapshot, holdings: OpeningHoldings): SleeveHoldings {
  const model = modelHoldings(stocks);
  const { opening, stocks: stockHoldings } = holdings;
  if (!stockHoldings) return model;
  const columns = issuerColumns(stocks);
  return bySleeve((id) => {
    const weight = opening[id] ?? 0;
    if (weight === 0) return [];
    const inFunds = fractionInFunds(holdings, id);
    const own = stockHoldings.flatMap((s): Holding[] => {
      const issuer = columns.get(issuerPart(s.isin));
      return s.sleeve !== id || issuer === undefined ? [] : [{ issuer, weight: s.weight / weight }];
    });
    return merged([...own, ...scaled(model[id], inFunds)]);
  });
}

/** Fraction of a sleeve held in funds or as a whole position rather than in stocks; 0 if the sleeve is not held. */
export function fractionInFunds({ stocks, opening }: OpeningHoldings, id: EquityId): number {
  const weight = opening[id] ?? 0;
  if (weight === 0) return 0;
  const own = stocks?.reduce((sum, s) => (s.sleeve === id ? sum + s.weight : sum), 0) ?? 0;
  const part = 1 - own / weight;
  return part < ROUNDING ? 0 : part;
}

/** A portfolio: sleeve weights, and the stocks of each sleeve. */
export interface SleevePortfolio {
  readonly weights: Weights;
  readonly holdings: SleeveHoldings;
}

/** Holdings of the sleeves after a fraction `completion` of every trade from one portfolio to another. */
export const interpolateHoldings = (
  from: SleevePortfolio,
  to: SleevePortfolio,
  completion: number,
): SleeveHoldings =>
  completion === 1
    ? to.holdings
    : bySleeve((id) => {
        const [kept, traded] = [
          (1 - completion) * (from.weights[id] ?? 0),
          completion * (to.weights[id] ?? 0),
        ];
        const weight = kept + traded;
        if (weight === 0) return [];
        return merged([
          ...scaled(from.holdings[id], kept / weight),
          ...scaled(to.holdings[id], traded / weight),
        ]);
      });

/** Columns of the snapshot by the issuer part of the ISIN. */
export function issuerColumns(stocks: StockSnapshot): ReadonlyMap<string, number> {
  const known = columnsOf.get(stocks);
  if (known) return known;
  // Indices, which are assets beside the stocks, have no ISIN.
  const ofStocks = stocks.issuers.slice(0, stocks.riskModel.industry.length);
  const columns = new Map(ofStocks.map(({ isin }, i) => [issuerPart(isin), i]));
  columnsOf.set(stocks, columns);
  return columns;
}

/** Each sleeve of each portfolio that an allocation considers asks for them. */
const columnsOf = new WeakMap<StockSnapshot, ReadonlyMap<string, number>>();

/** A sleeve of which a fraction is held in `inFunds`, and the rest in `inStocks`. */
export const combineHoldings = (
  inFunds: readonly Holding[],
  inStocks: readonly Holding[],
  fraction: number,
): readonly Holding[] =>
  fraction === 0 ? inStocks : merged([...scaled(inStocks, 1 - fraction), ...scaled(inFunds, fraction)]);

const scaled = (holdings: readonly Holding[], by: number): Holding[] =>
  by === 0 ? [] : holdings.map(({ issuer, weight }) => ({ issuer, weight: by * weight }));

/** Combines repeated holdings of a stock. */
const merged = (holdings: readonly Holding[]): Holding[] => activeHoldings(holdings, []);

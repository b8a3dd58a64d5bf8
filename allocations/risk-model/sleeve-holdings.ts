import { issuerPart } from '../../src/market/stocks/isin.ts';
import { activeHoldings, type Holding } from '../../src/risk/portfolio/portfolio-risk.ts';
import type { Held } from '../opening-holdings.ts';
import { SLEEVES, type SleeveId, type Weights } from '../positions.ts';
import type { StockBasis } from '../stocks/stock-snapshot.ts';
import { ROUNDING } from './minimum-trade.ts';

/** What each sleeve holds, as fractions of the sleeve; empty where it holds no share that is known. */
export type SleeveHoldings = Readonly<Record<SleeveId, readonly Holding[]>>;

const each = (holdingsOf: (id: SleeveId) => readonly Holding[]): SleeveHoldings =>
  Object.fromEntries(SLEEVES.map((id) => [id, holdingsOf(id)])) as SleeveHoldings;

/** The shares that sleeves hold by their definitions. */
export const modelHoldings = ({ sleeves }: StockBasis): SleeveHoldings =>
  each((id) => sleeves[id]?.holdings ?? []);

/**
 * The shares that are really held for each sleeve. What is held of one otherwise, in funds or as a whole, is taken to be in
 * its own shares; so is all of it where nobody knows. Shares that the store has no column for are left out, so
 * that such a sleeve sums to less than 1.
 */
export function realHoldings(basis: StockBasis, held: Held): SleeveHoldings {
  const model = modelHoldings(basis);
  const { shares, drifted } = held;
  if (!shares) return model;
  const columns = columnsOf(basis);
  return each((id) => {
    const weight = drifted[id] ?? 0;
    if (weight === 0) return [];
    const otherwise = heldOtherwise(held, id);
    const own = shares.flatMap((s): Holding[] => {
      const issuer = columns.get(issuerPart(s.isin));
      return s.sleeve !== id || issuer === undefined ? [] : [{ issuer, weight: s.weight / weight }];
    });
    return added([...own, ...scaled(model[id], otherwise)]);
  });
}

/** What part of a sleeve is held in anything but single shares; 0 of one that is not held. */
export function heldOtherwise({ shares, drifted }: Held, id: SleeveId): number {
  const weight = drifted[id] ?? 0;
  if (weight === 0) return 0;
  const own = shares?.reduce((sum, s) => (s.sleeve === id ? sum + s.weight : sum), 0) ?? 0;
  const part = 1 - own / weight;
  return part < ROUNDING ? 0 : part;
}

/** A portfolio: weights of sleeves, and what they are held in. */
export interface HeldIn {
  readonly weights: Weights;
  readonly holdings: SleeveHoldings;
}

/** What sleeves hold after part of the way from one portfolio to another, gone by every share alike. */
export const between = (from: HeldIn, to: HeldIn, reach: number): SleeveHoldings =>
  reach === 1
    ? to.holdings
    : each((id) => {
        const [left, taken] = [(1 - reach) * (from.weights[id] ?? 0), reach * (to.weights[id] ?? 0)];
        const weight = left + taken;
        if (weight === 0) return [];
        return added([
          ...scaled(from.holdings[id], left / weight),
          ...scaled(to.holdings[id], taken / weight),
        ]);
      });

/** Columns of the basis by what of an ISIN stays with its issuer. */
export const columnsOf = ({ issuers }: StockBasis): ReadonlyMap<string, number> =>
  new Map(issuers.map(({ isin }, i) => [issuerPart(isin), i]));

const scaled = (holdings: readonly Holding[], by: number): Holding[] =>
  by === 0 ? [] : holdings.map(({ issuer, weight }) => ({ issuer, weight: by * weight }));

/** A share once. */
const added = (holdings: readonly Holding[]): Holding[] => activeHoldings(holdings, []);

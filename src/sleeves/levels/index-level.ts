import type { DailySlice } from '../../market/stocks/daily-slice.ts';
import type { PriceState } from '../../market/stocks/prices/price-state.ts';

/** The units of a stock in an index, adjusted for splits, so that a split changes nothing. */
export interface UnitHolding {
  readonly issuer: number;
  readonly units: number;
}

/**
 * A sleeve's index between two changes: level = Σ units × price ÷ divisor. The divisor absorbs every change of the
 * constituents, so that no change moves the level. Total return reinvests dividends on the ex-date (NSE's method).
 * `price` and `total` are the price-return and the total-return level.
 */
export interface IndexState {
  readonly holdings: readonly UnitHolding[];
  readonly divisor: number;
  readonly price: number;
  readonly total: number;
}

/** The level at which every index starts. */
const BASE_LEVEL = 1000;

/** Index value of a holding at the close; a stock that has not traded keeps its last price. */
const valueOf = ({ close, terms }: PriceState, { issuer, units }: UnitHolding): number =>
  (units * close[issuer]!) / terms[issuer]!;

/** The weight of each constituent at the close, by column; fractions that sum to 1. */
export function weightsOf({ holdings }: IndexState, prices: PriceState): Map<number, number> {
  const values = holdings.map((h) => valueOf(prices, h));
  const total = values.reduce((sum, v) => sum + v, 0);
  return new Map(holdings.map((h, k) => [h.issuer, values[k]! / total]));
}

/** The index with new constituents from this close on, at an unchanged level; a new index starts at the base level. */
export function reconstituteIndex(
  before: IndexState | null,
  constituents: readonly { readonly issuer: number; readonly weight: number }[],
  { close, terms }: PriceState,
): IndexState {
  const price = before?.price ?? BASE_LEVEL;
  // The units make each constituent's index value equal to its weight of the level, so the divisor is 1 again.
  const holdings = constituents.map(({ issuer, weight }) => ({
    issuer,
    units: (weight * price * terms[issuer]!) / close[issuer]!,
  }));
  return { holdings, divisor: 1, price, total: before?.total ?? BASE_LEVEL };
}

/** The index at the close of a session; `prices` already include it. */
export function advanceIndex(index: IndexState, slice: DailySlice, prices: PriceState): IndexState {
  let value = 0;
  let dividends = 0;
  for (const holding of index.holdings) {
    const { issuer, units } = holding;
    value += valueOf(prices, holding);
    const dividend = slice.dividend[issuer]!;
    // An impossible dividend is skipped here; the price state has reported it as a problem.
    if (dividend > 0 && dividend < Infinity) dividends += (units * dividend) / prices.terms[issuer]!;
  }
  const price = value / index.divisor;
  const total = (index.total * (price + dividends / index.divisor)) / index.price;
  return { ...index, price, total };
}

/** The index without a constituent, whose weight goes to the others pro rata; the divisor absorbs the change. */
export function removeConstituent(index: IndexState, issuer: number, prices: PriceState): IndexState {
  const weight = weightsOf(index, prices).get(issuer)!;
  return {
    ...index,
    holdings: index.holdings.filter((h) => h.issuer !== issuer),
    divisor: index.divisor * (1 - weight),
  };
}

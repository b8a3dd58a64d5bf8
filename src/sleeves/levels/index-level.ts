import type { DaySlice } from '../../market/stocks/day-slice.ts';
import type { PriceRecord } from '../../market/stocks/prices/price-state.ts';

/** What is held of a name: units, in terms that compare across splits, so that a split changes nothing. */
export interface Units {
  readonly issuer: number;
  readonly units: number;
}

/**
 * A sleeve's index between two changes: level = Σ units × price ÷ divisor. The divisor takes up every change of what is
 * held, so that no change moves the level. Total return adds the points of the dividends gone ex (NSE's way).
 */
export interface IndexState {
  readonly holdings: readonly Units[];
  readonly divisor: number;
  readonly price: number;
  readonly total: number;
}

/** Every index begins here. */
export const BASE = 1000;

/** What is in it at the close, in index value: the last price stands where a name has not traded. */
const valueOf = ({ close, terms }: PriceRecord, { issuer, units }: Units): number =>
  (units * close[issuer]!) / terms[issuer]!;

/** What each holding weighs at the close; fractions that sum to 1. */
export function weightsOf({ holdings }: IndexState, prices: PriceRecord): Map<number, number> {
  const values = holdings.map((h) => valueOf(prices, h));
  const whole = values.reduce((sum, v) => sum + v, 0);
  return new Map(holdings.map((h, k) => [h.issuer, values[k]! / whole]));
}

/** The index with new members from this close on, at the level it has; at the base where it is new. */
export function reconstituted(
  before: IndexState | null,
  members: readonly { readonly issuer: number; readonly weight: number }[],
  { close, terms }: PriceRecord,
): IndexState {
  const price = before?.price ?? BASE;
  // As many units as make each member's index value its weight of the level: the divisor is then 1 again.
  const holdings = members.map(({ issuer, weight }) => ({
    issuer,
    units: (weight * price * terms[issuer]!) / close[issuer]!,
  }));
  return { holdings, divisor: 1, price, total: before?.total ?? BASE };
}

/** The index at the close of a session whose prices are in the record. */
export function advancedIndex(index: IndexState, slice: DaySlice, prices: PriceRecord): IndexState {
  let value = 0;
  let dividends = 0;
  for (const holding of index.holdings) {
    const { issuer, units } = holding;
    value += valueOf(prices, holding);
    const dividend = slice.dividend[issuer]!;
    // What no dividend can be has been told as a problem of the price record.
    if (dividend > 0 && dividend < Infinity) dividends += (units * dividend) / prices.terms[issuer]!;
  }
  const price = value / index.divisor;
  const total = (index.total * (price + dividends / index.divisor)) / index.price;
  return { ...index, price, total };
}

/** The index without a name, whose value goes to the others pro rata: the divisor takes it up. */
export function without(index: IndexState, issuer: number, prices: PriceRecord): IndexState {
  const weight = weightsOf(index, prices).get(issuer)!;
  return {
    ...index,
    holdings: index.holdings.filter((h) => h.issuer !== issuer),
    divisor: index.divisor * (1 - weight),
  };
}

import type { PositionId } from '../../../allocations/positions.ts';
import { type Lot, quantityOf } from '../../../allocations/tax/lot.ts';

/** Part of a holding that belongs to a position. */
export interface Claim {
  readonly position: PositionId;
  /** Fraction of the shares; the claims of a holding sum to 1. */
  readonly fraction: number;
}

/** Shares of one company, or units of one position, with their purchase lots. */
export interface LotPosition {
  /** An ISIN, or the position itself. */
  readonly id: string;
  readonly lots: readonly Lot[];
  /** Whose it is; a company may belong to several sleeves. */
  readonly claims: readonly Claim[];
}

/** The lots of a holding that belong to one position. */
export interface ClaimedLots {
  readonly position: PositionId;
  readonly lots: readonly Lot[];
}

/**
 * Divides a holding among its positions in whole shares, the oldest lots to the first position. It matters only for the weights of
 * the positions: a sale takes the company's oldest lots, whosever they are.
 */
export function lotsByClaim({ lots, claims }: LotPosition): ClaimedLots[] {
  const [only] = claims;
  if (claims.length === 1) return [{ position: only!.position, lots }];
  const total = quantityOf(lots);
  let share = 0;
  let given = 0;
  let rest = [...lots];
  return claims.flatMap(({ position, fraction }, i) => {
    share += fraction;
    const upTo = i === claims.length - 1 ? total : Math.min(total, Math.floor(share * total + 1e-9));
    const taken = takeInOrder(rest, upTo - given);
    given = upTo;
    rest = taken.kept;
    return taken.lots.length === 0 ? [] : [{ position, lots: taken.lots }];
  });
}

function takeInOrder(lots: readonly Lot[], quantity: number): { lots: Lot[]; kept: Lot[] } {
  const [taken, kept]: [Lot[], Lot[]] = [[], []];
  let left = quantity;
  for (const lot of lots) {
    const part = Math.min(left, lot.quantity);
    left -= part;
    const cost = Math.round(lot.cost * (part / lot.quantity));
    if (part > 0) taken.push(part === lot.quantity ? lot : { ...lot, quantity: part, cost });
    if (part < lot.quantity)
      kept.push(part === 0 ? lot : { ...lot, quantity: lot.quantity - part, cost: lot.cost - cost });
  }
  return { lots: taken, kept };
}

/** Lots with a purchase added; one of the same day and kind is enlarged, so that a day has one lot of each. */
export function withLot(lots: readonly Lot[], bought: Lot): Lot[] {
  const at = lots.findIndex(
    (lot) => lot.bought === bought.bought && (lot.cost === 0) === (bought.cost === 0),
  );
  if (at < 0) return [...lots, bought];
  const same = lots[at]!;
  const quantity = quantityOf([same, bought]);
  return lots.map((lot, i) => (i === at ? { ...same, quantity, cost: same.cost + bought.cost } : lot));
}

/** Shares or units of lots, without rounding: a value is asked for every session. */
export function sharesOf(lots: readonly Lot[]): number {
  let sum = 0;
  for (const { quantity } of lots) sum += quantity;
  return sum;
}

/** Shares by column of the issuer, in the order of the holdings: asked for several times a session, while lots change once a month. */
export interface HeldShares {
  readonly columns: Int32Array;
  readonly shares: Float64Array;
}

export const heldShares = (stocks: ReadonlyMap<number, LotPosition>): HeldShares => ({
  columns: Int32Array.from(stocks.keys()),
  shares: Float64Array.from(stocks.values(), ({ lots }) => sharesOf(lots)),
});

/** ₹ at prices by column. */
export function worthOf({ columns, shares }: HeldShares, price: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < columns.length; k++) sum += shares[k]! * price[columns[k]!]!;
  return sum;
}

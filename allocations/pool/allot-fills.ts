import type { Side } from '../costs/segment.ts';
import { shareOut } from './largest-remainder.ts';
import type { PooledOrder } from './pool-orders.ts';

/** An execution of a pooled order; an order may have several on its day. */
export interface Fill {
  readonly order: string;
  /** Whole units, above 0. */
  readonly quantity: number;
  /** ₹ a unit, above 0. */
  readonly price: number;
  /** Paise, 0 or more. */
  readonly charges: number;
}

/** What one client gets of a pooled order. */
export interface Allotment {
  readonly order: string;
  readonly client: string;
  readonly id: string;
  readonly side: Side;
  readonly wanted: number;
  readonly quantity: number;
  /** ₹ a unit, to four decimals: the same for every client of the order. */
  readonly price: number;
  /** Paise of the purchase or sale; they sum to the fills, to the paisa. */
  readonly paise: number;
  /** Paise; they sum to the fills' charges, to the paisa. */
  readonly charges: number;
  /** Units beyond the proportional share, between −1 and 1. */
  readonly rounding: number;
}

/** Decimals of the mean price, as contract notes have it. */
const PRICE_SCALE = 1e4;

/**
 * Shares fills out among the clients of their orders: at the quantity-weighted mean price of the order's fills for everyone;
 * shares in proportion to what each wants, by largest remainders; money and charges in proportion to the shares got.
 *
 * @param orders pooled orders that the fills belong to.
 * @returns one allotment per client of every order with a fill, in the order of the orders.
 * @throws RangeError for a fill of an unknown order, or of more than an order's quantity.
 * @example
 * import { allotFills, poolOrders } from 'trrm';
 *
 * const order = { id: 'INE002A01018', name: 'Reliance', side: 'buy', price: 1250 } as const;
 * const wanted = [{ ...order, client: 'C1', quantity: 60 }, { ...order, client: 'C2', quantity: 40 }];
 * const pool = poolOrders(wanted, { asOf: '2025-03-31', participation: 0.2, tradedValue: () => null });
 * const fills = [{ order: pool[0]!.order, quantity: 50, price: 1249.5, charges: 1234 }];
 * for (const { client, quantity, paise } of allotFills(pool, fills)) console.log(client, quantity, paise / 100);
 */
export function allotFills(orders: readonly PooledOrder[], fills: readonly Fill[]): Allotment[] {
  const byOrder = new Map<string, Fill[]>();
  for (const fill of fills) {
    const of = byOrder.get(fill.order) ?? [];
    byOrder.set(fill.order, of);
    of.push(fill);
  }
  const known = new Set(orders.map(({ order }) => order));
  for (const order of byOrder.keys()) if (!known.has(order)) throw new RangeError(`unknown order ${order}`);
  return orders.flatMap((pooled) => {
    const { order, id, side, parts } = pooled;
    const of = byOrder.get(order);
    if (!of) return [];
    const filled = of.reduce((sum, f) => sum + f.quantity, 0);
    if (filled > pooled.quantity)
      throw new RangeError(`order ${order} is for ${pooled.quantity}, but ${filled} were filled`);
    const money = of.reduce((sum, f) => sum + f.quantity * f.price, 0);
    const charges = of.reduce((sum, f) => sum + f.charges, 0);
    const price = Math.round((money / filled) * PRICE_SCALE) / PRICE_SCALE;
    const shares = shareOut(
      filled,
      parts.map(({ client, quantity }) => ({ id: client, wanted: quantity })),
      order,
    );
    const got = shares.map((s) => ({ id: s.id, wanted: s.got }));
    const paise = shareOut(Math.round(100 * money), got, order);
    const costs = shareOut(charges, got, order);
    return shares.map((s, i): Allotment => ({
      order,
      client: s.id,
      id,
      side,
      wanted: s.wanted,
      quantity: s.got,
      price,
      paise: paise[i]!.got,
      charges: costs[i]!.got,
      rounding: s.extra ? 1 - s.remainder : 0 - s.remainder,
    }));
  });
}

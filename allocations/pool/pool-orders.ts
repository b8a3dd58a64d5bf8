import type { Side } from '../costs/segment.ts';
import { shareOut } from './largest-remainder.ts';

/** What one client wants of one security. Whole units. */
export interface ClientOrder {
  readonly client: string;
  readonly id: string;
  readonly name: string;
  readonly side: Side;
  readonly quantity: number;
  /** ₹ a unit at the as-of date. */
  readonly price: number;
}

/** One order for the market: a security and side of all clients, on one of the days over which it is spread. */
export interface PooledOrder {
  /** Unique within the book: date, side, security, day. */
  readonly order: string;
  readonly id: string;
  readonly name: string;
  readonly side: Side;
  /** 1, 2 … of `days`. */
  readonly day: number;
  readonly days: number;
  readonly quantity: number;
  readonly price: number;
  /** The whole order of all days in days of median traded value; null where that is not known. */
  readonly daysOfTrading: number | null;
  /** What each client wants of it, by client id; they sum to the quantity. */
  readonly parts: readonly { readonly client: string; readonly quantity: number }[];
}

/** How pooled orders are spread over days. */
export interface PoolOptions {
  /** ISO date of the book. */
  readonly asOf: string;
  /** Largest order on a day, as a fraction of a median day's traded value. */
  readonly participation: number;
  /** ₹ of median traded value on a day; null where it is not known: the order is then not spread. */
  readonly tradedValue: (id: string) => number | null;
}

/**
 * Pools the orders of clients: one order a security and side. Opposite sides are not netted: there is no crossing between clients.
 * An order above the participation limit is spread evenly over as many days as it takes, and every client has the same
 * fraction of each day.
 *
 * @param orders at most one of a client, security and side.
 * @param options date, largest part of a day's trading, and what is traded on a day.
 * @returns sales first, then by security and day; the same whatever the order of the clients.
 * @example
 * import { poolOrders } from 'trrm';
 *
 * const order = { id: 'INE002A01018', name: 'Reliance', side: 'buy', price: 1250 } as const;
 * const pool = poolOrders(
 *   [{ ...order, client: 'C1', quantity: 600 }, { ...order, client: 'C2', quantity: 400 }],
 *   { asOf: '2025-03-31', participation: 0.2, tradedValue: () => 2_500_000 },
 * );
 * console.log(pool.map(({ order: number, quantity, days }) => [number, quantity, days]));
 */
export function poolOrders(
  orders: readonly ClientOrder[],
  { asOf, participation, tradedValue }: PoolOptions,
): PooledOrder[] {
  const pools = new Map<string, ClientOrder[]>();
  for (const order of orders) {
    const key = `${order.side === 'sell' ? 'S' : 'B'}-${order.id}`;
    const pool = pools.get(key) ?? [];
    pools.set(key, pool);
    pool.push(order);
  }
  const sideFirst = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
    a[0] === b[0] ? (a < b ? -1 : 1) : a[0] === 'S' ? -1 : 1;
  return [...pools].sort(sideFirst).flatMap(([key, of]) => {
    const [{ id, name, side, price }] = of as [ClientOrder];
    const total = of.reduce((sum, o) => sum + o.quantity, 0);
    const traded = tradedValue(id);
    const daysOfTrading = traded === null ? null : (total * price) / traded;
    const days =
      daysOfTrading === null ? 1 : Math.min(total, Math.max(1, Math.ceil(daysOfTrading / participation)));
    let left = of
      .map(({ client, quantity }) => ({ id: client, wanted: quantity }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    return Array.from({ length: days }, (_, k): PooledOrder => {
      const order = `${asOf.replaceAll('-', '')}-${key}-${k + 1}`;
      const quantity = Math.floor(((k + 1) * total) / days) - Math.floor((k * total) / days);
      const parts = shareOut(quantity, left, order);
      left = parts.map(({ id: client, wanted, got }) => ({ id: client, wanted: wanted - got }));
      return {
        order,
        id,
        name,
        side,
        day: k + 1,
        days,
        quantity,
        price,
        daysOfTrading,
        parts: parts.flatMap(({ id: client, got }) => (got > 0 ? [{ client, quantity: got }] : [])),
      };
    });
  });
}

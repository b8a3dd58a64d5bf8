import type { Allotment } from './allot-fills.ts';
import type { Deviation } from './deviations.ts';
import type { PooledOrder } from './pool-orders.ts';
import { type ClientRounding, type Rounding, type RoundingTest, testRoundings } from './rounding-test.ts';

/** The allotment of one book: its pooled orders, filled or not, what each client got, and changes by hand. */
export interface DatedAllotment {
  /** ISO date of the book; its month is the month of its orders, also of those spread over further days. */
  readonly asOf: string;
  readonly orders: readonly Pick<PooledOrder, 'order' | 'quantity' | 'parts'>[];
  readonly allotments: readonly Pick<Allotment, 'order' | 'client' | 'side' | 'quantity' | 'paise'>[];
  readonly deviations: readonly Pick<Deviation, 'order' | 'from' | 'to' | 'quantity'>[];
}

/** How a client fared over some orders. */
export interface FairnessFigures {
  /** Pooled orders in which it had a part, filled or not. */
  readonly orders: number;
  /** Units wanted, of all these orders. */
  readonly wanted: number;
  readonly filled: number;
  /** Units got by units wanted. */
  readonly fillRatio: number;
  /** What it would be with every order shared out in exact proportion: the difference is rounding and deviations. */
  readonly proportionalRatio: number;
  /**
   * Price against the mean of the same orders in basis points of the amount, above 0 where it is worse for the client: more
   * paid or less received. 0 but for whole paise and deviations; null where nothing was filled.
   */
  readonly priceDifference: number | null;
  /** Units beyond the proportional share before deviations. */
  readonly rounding: number;
  /** The same in ₹, at the mean price of each order. */
  readonly roundingAmount: number;
  /** Deviations that took from the client or gave to it. */
  readonly deviations: number;
  /** Units that deviations gave, less those that they took. */
  readonly moved: number;
}

/** A client's fills in one month. */
export interface MonthFairness extends FairnessFigures {
  /** `2025-03`. */
  readonly month: string;
}

/** A client's fills over the period, in all and month by month. */
export interface ClientPeriodFairness extends FairnessFigures {
  readonly client: string;
  readonly months: readonly MonthFairness[];
  /** Whether it gained or lost by rounding more than chance explains; null where none of its orders was rounded. */
  readonly luck: Omit<ClientRounding, 'client'> | null;
}

/** What each client received of the fills of several books. */
export interface PeriodFairness {
  /** ISO dates of the first and the last book. */
  readonly from: string;
  readonly to: string;
  readonly books: number;
  readonly orders: number;
  readonly deviations: number;
  /** Least filled first; of equally filled ones, those that lost most by rounding first. */
  readonly clients: readonly ClientPeriodFairness[];
  readonly rounding: RoundingTest;
}

/**
 * Compares clients over the allotments of a period: what they got of what they wanted, at which price, and what rounding to whole
 * units and changes by hand gave or took. Roundings are computed from the quantities, not taken from the allotments.
 *
 * @param allotments of at least one book, in any order.
 * @returns clients with their months, and the test whether roundings favour anybody.
 * @throws RangeError for no allotment, or one of an order or client that the orders do not have.
 * @example
 * import { allotFills, fairnessOfPeriod, poolOrders } from 'trrm';
 *
 * const order = { id: 'INE002A01018', name: 'Reliance', side: 'buy', price: 1250 } as const;
 * const wanted = [{ ...order, client: 'C1', quantity: 60 }, { ...order, client: 'C2', quantity: 45 }];
 * const asOf = '2025-03-31';
 * const orders = poolOrders(wanted, { asOf, participation: 0.2, tradedValue: () => null });
 * const allotments = allotFills(orders, [{ order: orders[0]!.order, quantity: 50, price: 1249.5, charges: 1234 }]);
 * const { clients, rounding } = fairnessOfPeriod([{ asOf, orders, allotments, deviations: [] }]);
 * console.log(clients[0]!.client, clients[0]!.fillRatio, rounding.probability);
 */
export function fairnessOfPeriod(allotments: readonly DatedAllotment[]): PeriodFairness {
  if (allotments.length === 0) throw new RangeError('no allotment');
  const dated = [...allotments].sort((a, b) => (a.asOf < b.asOf ? -1 : a.asOf > b.asOf ? 1 : 0));
  const parts = dated.flatMap(partsOf);
  const { all, clients: tested } = testRoundings(parts);
  const luckOf = new Map(tested.map(({ client, ...luck }) => [client, luck]));
  const clients = [...groupBy(parts, (p) => p.client)].map(([client, of]): ClientPeriodFairness => ({
    client,
    ...figuresOf(of),
    months: [...groupBy(of, (p) => p.month)].map(([month, its]) => ({ month, ...figuresOf(its) })),
    luck: luckOf.get(client) ?? null,
  }));
  return {
    from: dated[0]!.asOf,
    to: dated.at(-1)!.asOf,
    books: dated.length,
    orders: dated.reduce((sum, { orders }) => sum + orders.length, 0),
    deviations: dated.reduce((sum, { deviations }) => sum + deviations.length, 0),
    clients: clients.sort(
      (a, b) =>
        a.fillRatio - b.fillRatio ||
        (a.luck?.score ?? 0) - (b.luck?.score ?? 0) ||
        (a.client < b.client ? -1 : 1),
    ),
    rounding: all,
  };
}

/** A client's part of one order. Money in paise. */
interface Part extends Rounding {
  readonly month: string;
  readonly wanted: number;
  readonly filled: number;
  readonly proportional: number;
  /** The order’s mean price, and what the client’s units cost at it. */
  readonly mean: number;
  readonly atMean: number;
  /** Paid beyond that, or received less. */
  readonly excess: number;
  readonly deviations: number;
  readonly moved: number;
}

function partsOf({ asOf, orders, allotments, deviations }: DatedAllotment, book: number): Part[] {
  const got = groupBy(allotments, (a) => a.order);
  const changes = groupBy(deviations, (d) => d.order);
  const known = new Map(orders.map(({ order, parts }) => [order, new Set(parts.map((p) => p.client))]));
  for (const { order, client } of allotments)
    if (!known.get(order)?.has(client)) throw new RangeError(`${client} has no part of order ${order}`);
  return orders.flatMap(({ order, quantity, parts }) => {
    // Orders of two books may have one number: two books of a day.
    const key = `${book}/${order}`;
    const month = asOf.slice(0, 7);
    const of = got.get(order) ?? [];
    const filled = of.reduce((sum, a) => sum + a.quantity, 0);
    const mean = filled > 0 ? of.reduce((sum, a) => sum + a.paise, 0) / filled : 0;
    const byClient = new Map(of.map((a) => [a.client, a]));
    return parts.map(({ client, quantity: wanted }): Part => {
      const own = byClient.get(client);
      const its = (changes.get(order) ?? []).filter((d) => d.from === client || d.to === client);
      const moved = its.reduce((sum, d) => sum + (d.to === client ? d.quantity : -d.quantity), 0);
      const proportional = (filled * wanted) / quantity;
      const atMean = mean * (own?.quantity ?? 0);
      return {
        order: key,
        client,
        month,
        wanted,
        filled: own?.quantity ?? 0,
        proportional,
        atMean,
        excess: own ? (own.side === 'buy' ? own.paise - atMean : atMean - own.paise) : 0,
        rounding: (own?.quantity ?? 0) - moved - proportional,
        deviations: its.length,
        moved,
        mean,
      };
    });
  });
}

function figuresOf(parts: readonly Part[]): FairnessFigures {
  const sum = (of: (part: Part) => number): number => parts.reduce((total, p) => total + of(p), 0);
  const [wanted, filled, atMean] = [sum((p) => p.wanted), sum((p) => p.filled), sum((p) => p.atMean)];
  return {
    orders: parts.length,
    wanted,
    filled,
    fillRatio: filled / wanted,
    proportionalRatio: sum((p) => p.proportional) / wanted,
    priceDifference: atMean > 0 ? (1e4 * sum((p) => p.excess)) / atMean : null,
    rounding: sum((p) => p.rounding),
    roundingAmount: sum((p) => p.rounding * p.mean) / 100,
    deviations: sum((p) => p.deviations),
    moved: sum((p) => p.moved),
  };
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const of = groups.get(key(item)) ?? [];
    groups.set(key(item), of);
    of.push(item);
  }
  return groups;
}

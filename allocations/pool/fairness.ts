import type { Allotment } from './allot-fills.ts';
import { type RoundingTest, testRoundings } from './rounding-test.ts';

/** How one client fared in the pools of a period. */
export interface ClientFairness {
  readonly client: string;
  readonly orders: number;
  readonly wanted: number;
  readonly filled: number;
  /** Shares got by shares wanted; 1 where everything was filled. */
  readonly fillRatio: number;
  /**
   * What its price differs from the pools' mean, a fraction of the amount: 0 but for the four decimals of the price, since
   * everyone has the same.
   */
  readonly priceDifference: number;
  /** Shares beyond the proportional share, in all. */
  readonly rounding: number;
}

/** What each client received of one book's fills, and a test whether rounding to whole units favoured anybody. */
export interface Fairness {
  readonly clients: readonly ClientFairness[];
  /** Whether roundings favour anybody. */
  readonly rounding: RoundingTest;
}

/**
 * Compares clients in the allotments of a period.
 *
 * @param allotments of any number of orders, each with all its clients, as `allotFills` gives them.
 * @returns one row per client, by id, and a test of whether roundings favour anybody.
 * @throws RangeError where clients of an order are missing.
 * @example
 * import { allotFills, fairnessOf, poolOrders } from 'trrm';
 *
 * const order = { id: 'INE002A01018', name: 'Reliance', side: 'buy', price: 1250 } as const;
 * const wanted = [{ ...order, client: 'C1', quantity: 60 }, { ...order, client: 'C2', quantity: 45 }];
 * const pool = poolOrders(wanted, { asOf: '2025-03-31', participation: 0.2, tradedValue: () => null });
 * const fills = [{ order: pool[0]!.order, quantity: 50, price: 1249.5, charges: 1234 }];
 * console.log(fairnessOf(allotFills(pool, fills)).clients.map(({ client, fillRatio }) => [client, fillRatio]));
 */
export function fairnessOf(allotments: readonly Allotment[]): Fairness {
  const byClient = new Map<string, Allotment[]>();
  for (const allotment of allotments) {
    const of = byClient.get(allotment.client) ?? [];
    byClient.set(allotment.client, of);
    of.push(allotment);
  }
  const clients = [...byClient]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([client, of]): ClientFairness => {
      const sum = (value: (a: Allotment) => number): number => of.reduce((total, a) => total + value(a), 0);
      const [wanted, filled] = [sum((a) => a.wanted), sum((a) => a.quantity)];
      const atMean = sum((a) => Math.round(100 * a.quantity * a.price));
      return {
        client,
        orders: of.length,
        wanted,
        filled,
        fillRatio: wanted > 0 ? filled / wanted : 1,
        priceDifference: atMean > 0 ? sum((a) => a.paise) / atMean - 1 : 0,
        rounding: sum((a) => a.rounding),
      };
    });
  return { clients, rounding: testRoundings(allotments).all };
}

import { allotFills } from '../../../allocations/pool/allot-fills.ts';
import { withDeviations } from '../../../allocations/pool/deviations.ts';
import { type DatedAllotment, fairnessOfPeriod } from '../../../allocations/pool/period-fairness.ts';
import { poolOrders } from '../../../allocations/pool/pool-orders.ts';
import { testRoundings } from '../../../allocations/pool/rounding-test.ts';
import { randomStream } from '../../../src/math/random/random.ts';

const order = { id: 'INE100A01015', name: 'Stock', side: 'buy', price: 100 } as const;

/** A book in which each client wants some units of each stock, with a part of them filled. */
function bookOf(
  asOf: string,
  wants: readonly (readonly number[])[],
  part: (stock: number) => number,
): DatedAllotment {
  const orders = poolOrders(
    wants.flatMap((of, k) =>
      of.flatMap((quantity, i) =>
        quantity > 0 ? [{ ...order, id: `INE${100 + k}A01015`, client: `C${i}`, quantity }] : [],
      ),
    ),
    { asOf, participation: 0.2, tradedValue: () => null },
  );
  const fills = orders.flatMap(({ order: id, quantity }, k) => {
    const filled = Math.floor(part(k) * quantity);
    return filled > 0 ? [{ order: id, quantity: filled, price: 50, charges: 0 }] : [];
  });
  return { asOf, orders, allotments: allotFills(orders, fills), deviations: [] };
}

const march = bookOf('2025-03-31', [[60, 45]], () => 0.5);
const april = bookOf(
  '2025-04-30',
  [
    [60, 45],
    [10, 0],
  ],
  (k) => (k === 0 ? 1 : 0),
);

test('a client is compared by month, with orders that were not filled', () => {
  const { clients, books, orders } = fairnessOfPeriod([april, march]);
  expect([books, orders]).toEqual([2, 3]);
  // 52 of 105 units are filled: 29.71 and 22.29 in proportion, 30 and 22 in whole units.
  expect(clients.map((c) => [c.client, c.filled, c.wanted])).toEqual([
    ['C0', 90, 130],
    ['C1', 67, 90],
  ]);
  expect(clients[0]!.months.map((m) => [m.month, m.fillRatio])).toEqual([
    ['2025-03', 0.5],
    ['2025-04', 60 / 70],
  ]);
  expect(clients[0]!.rounding).toBeCloseTo(30 - (52 * 60) / 105, 12);
  expect(clients[0]!.roundingAmount).toBeCloseTo(50 * (30 - (52 * 60) / 105), 10);
  expect(clients[0]!.priceDifference).toBe(0);
});

test('a deviation is counted on both sides and is not taken for rounding', () => {
  const deviation = { order: march.orders[0]!.order, from: 'C0', to: 'C1', quantity: 5 };
  const approved = { ...deviation, line: 2, reason: 'R', principalOfficer: 'P', complianceOfficer: 'C' };
  const changed = {
    ...march,
    allotments: withDeviations(
      allotFills(march.orders as never, [{ order: deviation.order, quantity: 52, price: 50, charges: 0 }]),
      [approved],
      'd.csv',
    ),
    deviations: [deviation],
  };
  const [before, after] = [fairnessOfPeriod([march]), fairnessOfPeriod([changed])];
  expect(after.clients.map((c) => [c.client, c.filled, c.moved, c.deviations])).toEqual([
    ['C0', 25, -5, 1],
    ['C1', 27, 5, 1],
  ]);
  for (const { client, rounding } of before.clients)
    expect(after.clients.find((c) => c.client === client)!.rounding).toBeCloseTo(rounding, 12);
});

test('a price that differs from the mean of its order is given in basis points, above 0 where it is worse', () => {
  // 30 and 22 units at ₹ 50: C1 pays ₹ 1.10 more, C0 that much less.
  const shifted = march.allotments.map((a) => ({ ...a, paise: a.paise + (a.client === 'C1' ? 110 : -110) }));
  const { clients } = fairnessOfPeriod([{ ...march, allotments: shifted }]);
  const worse = Object.fromEntries(clients.map((c) => [c.client, c.priceDifference]));
  expect(worse['C1']).toBeCloseTo(10, 10);
  expect(worse['C0']).toBeCloseTo(-110 / 15, 10);
});

/** Random books: 2 to 9 clients a stock, of 9; 30 orders. */
function randomYear(seed: number): DatedAllotment[] {
  const random = randomStream(seed).uniform;
  const wants = Array.from({ length: 30 }, () => {
    const all = Array.from({ length: 9 }, () => (random() < 0.6 ? 20 + Math.floor(3000 * random()) : 0));
    return all.map((q, i) => (i < 2 && q === 0 ? 50 + Math.floor(500 * random()) : q));
  });
  return [bookOf('2025-03-31', wants, () => 0.1 + 0.8 * random())];
}

test('of fair roundings the probability is uniform over random books, also where clients differ in their orders', () => {
  const years = Array.from({ length: 120 }, (_, seed) => fairnessOfPeriod(randomYear(seed)));
  const ascending = years.map((y) => y.rounding.probability).sort((a, b) => a - b);
  const distance = Math.max(
    ...ascending.map((p, i) => Math.max(Math.abs(p - i / 120), Math.abs(p - (i + 1) / 120))),
  );
  // Kolmogorov's bound at 1 in 1000: 1.95/√120.
  expect(distance).toBeLessThan(1.95 / Math.sqrt(120));
  const found = years.filter((y) => y.clients.some((c) => c.luck!.adjusted < 0.05)).length;
  // Of 120 at 5 %: 6 expected; 16 or more by chance with probability 0.0004.
  expect(found).toBeLessThan(16);
});

test('a client who always gains is found, by the test of all and by its own', () => {
  const [fair] = randomYear(1) as [DatedAllotment];
  // A unit of each order goes from whoever has most to C0 wherever C0 was rounded down.
  const unfair = fair.allotments.map((a) => ({ ...a }));
  for (const { order: id, quantity, parts } of fair.orders) {
    const of = unfair.filter((a) => a.order === id);
    const own = of.find((a) => a.client === 'C0')!;
    const filled = of.reduce((sum, a) => sum + a.quantity, 0);
    if (own.quantity >= (filled * parts.find((p) => p.client === 'C0')!.quantity) / quantity) continue;
    const giver = of.filter((a) => a !== own).reduce((a, b) => (b.quantity > a.quantity ? b : a));
    giver.quantity -= 1;
    own.quantity += 1;
  }
  expect(fairnessOfPeriod([fair]).rounding.probability).toBeGreaterThan(0.01);
  const { rounding, clients } = fairnessOfPeriod([{ ...fair, allotments: unfair }]);
  expect(rounding.probability).toBeLessThan(1e-4);
  const gainer = clients.find((c) => c.client === 'C0')!.luck!;
  expect(gainer.score).toBeGreaterThan(0);
  expect(gainer.adjusted).toBeLessThan(1e-4);
  const others = clients.filter((c) => c.client !== 'C0');
  for (const { luck } of others) expect(luck!.adjusted).toBeGreaterThan(gainer.adjusted);
});

test('roundings of two clients are one figure with variance 1/12: χ² is the square of its score', () => {
  const roundings = [0.3, -0.2, 0.4].flatMap((rounding, k) => [
    { order: `${k}`, client: 'A', rounding },
    { order: `${k}`, client: 'B', rounding: -rounding },
  ]);
  const { all, clients } = testRoundings(roundings);
  expect(all.degrees).toBe(1);
  expect(all.chiSquare).toBeCloseTo(0.5 ** 2 / (3 / 12), 10);
  expect(clients[0]!.score ** 2).toBeCloseTo(all.chiSquare, 10);
  expect(clients[0]!.probability).toBeCloseTo(all.probability, 10);
});

test('orders without a common client are compared apart, and where nothing is rounded there is no test', () => {
  const apart = ['A', 'C'].flatMap((client, k) => [
    { order: `${k}`, client, rounding: 0.25 },
    { order: `${k}`, client: `${client}2`, rounding: -0.25 },
  ]);
  expect(testRoundings(apart).all.degrees).toBe(2);
  expect(testRoundings([{ order: '1', client: 'A', rounding: 0 }]).all).toEqual({
    chiSquare: 0,
    degrees: 0,
    probability: 1,
  });
});

test('roundings of an order that do not sum to 0, as without some of its clients, are refused', () => {
  expect(() => testRoundings([{ order: '7', client: 'A', rounding: 0.25 }])).toThrow('order 7 sum to 0.25');
});

test('an allotment of an order or a client that the pool does not have is refused', () => {
  const [first] = march.allotments as [DatedAllotment['allotments'][number]];
  for (const change of [{ client: 'Z' }, { order: 'none' }])
    expect(() => fairnessOfPeriod([{ ...march, allotments: [{ ...first, ...change }] }])).toThrow(
      'has no part',
    );
});

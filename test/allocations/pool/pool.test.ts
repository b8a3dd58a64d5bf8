import fc from 'fast-check';
import { allotFills, type Fill } from '../../../allocations/pool/allot-fills.ts';
import { withDeviations } from '../../../allocations/pool/deviations.ts';
import { fairnessOf } from '../../../allocations/pool/fairness.ts';
import { type ClientOrder, poolOrders } from '../../../allocations/pool/pool-orders.ts';

const order = (client: string, quantity: number, side: 'buy' | 'sell' = 'buy'): ClientOrder => ({
  client,
  id: 'INE100A01015',
  name: 'Stock',
  side,
  quantity,
  price: 100,
});
const options = { asOf: '2025-03-31', participation: 0.2, tradedValue: () => 1e6 };

test('opposite sides are not netted: a purchase and a sale are two orders', () => {
  const pool = poolOrders([order('A', 100), order('B', 100, 'sell')], options);
  expect(pool.map((o) => [o.side, o.quantity])).toEqual([
    ['sell', 100],
    ['buy', 100],
  ]);
});

test('an order above the participation limit is spread over days, the same fraction for everyone', () => {
  // ₹ 5 lakh of a stock that trades ₹ 10 lakh a day: half a day, at a fifth a day three days.
  const pool = poolOrders([order('A', 3000), order('B', 1500), order('C', 500)], options);
  expect(pool.map((o) => [o.day, o.days, o.quantity])).toEqual([
    [1, 3, 1666],
    [2, 3, 1667],
    [3, 3, 1667],
  ]);
  for (const { quantity, parts } of pool)
    for (const part of parts) {
      const wanted = { A: 3000, B: 1500, C: 500 }[part.client]!;
      expect(Math.abs(part.quantity / wanted - quantity / 5000)).toBeLessThan(1 / wanted);
    }
  for (const [client, wanted] of Object.entries({ A: 3000, B: 1500, C: 500 }))
    expect(pool.reduce((sum, o) => sum + (o.parts.find((p) => p.client === client)?.quantity ?? 0), 0)).toBe(
      wanted,
    );
});

const wants = fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 12 });
const fillsOf = fc.array(
  fc.record({
    part: fc.double({ min: 0.01, max: 0.5, noNaN: true }),
    price: fc.integer({ min: 5000, max: 20_000 }).map((paise) => paise / 100),
    charges: fc.nat(100_000),
  }),
  { minLength: 1, maxLength: 2 },
);

test('allotments are the fill, to the share; money and charges, to the paisa; one price for all', () => {
  fc.assert(
    fc.property(wants, fillsOf, (wanted, parts) => {
      const [pooled] = poolOrders(
        wanted.map((quantity, i) => order(`C${i}`, quantity)),
        { ...options, tradedValue: () => null },
      );
      const fills = parts
        .map(({ part, ...rest }): Fill => ({
          ...rest,
          order: pooled!.order,
          quantity: Math.floor(part * pooled!.quantity),
        }))
        .filter((f) => f.quantity > 0);
      fc.pre(fills.length > 0);
      const allotments = allotFills([pooled!], fills);
      const sum = (of: (a: (typeof allotments)[number]) => number): number =>
        allotments.reduce((total, a) => total + of(a), 0);
      expect(sum((a) => a.quantity)).toBe(fills.reduce((total, f) => total + f.quantity, 0));
      expect(sum((a) => a.charges)).toBe(fills.reduce((total, f) => total + f.charges, 0));
      expect(sum((a) => a.paise)).toBe(
        Math.round(fills.reduce((total, f) => total + 100 * f.quantity * f.price, 0)),
      );
      expect(new Set(allotments.map((a) => a.price)).size).toBe(1);
      for (const a of allotments) {
        expect(a.quantity).toBeLessThanOrEqual(a.wanted);
        if (a.quantity === 0) expect([a.paise, a.charges]).toEqual([0, 0]);
      }
      for (const c of fairnessOf(allotments).clients) expect(Math.abs(c.priceDifference)).toBeLessThan(1e-4);
    }),
  );
});

test('more than an order is for cannot be allotted', () => {
  const pool = poolOrders([order('A', 10)], options);
  const fill = { order: pool[0]!.order, quantity: 11, price: 100, charges: 0 };
  expect(() => allotFills(pool, [fill])).toThrow('is for 10, but 11 were filled');
});

describe('a deviation from the intended allotment', () => {
  const pool = poolOrders([order('A', 60), order('B', 40)], options);
  const [{ order: id }] = pool as [(typeof pool)[number]];
  const allotments = allotFills(pool, [{ order: id, quantity: 100, price: 10, charges: 1000 }]);
  const deviation = {
    line: 2,
    order: id,
    from: 'A',
    to: 'B',
    quantity: 10,
    reason: 'Late redemption',
    principalOfficer: 'P. Rao',
    complianceOfficer: 'C. Iyer',
  };

  test('moves shares with their money and charges; the sums stay', () => {
    const changed = withDeviations(allotments, [deviation], 'deviations.csv');
    expect(changed.map((a) => [a.quantity, a.paise, a.charges])).toEqual([
      [50, 50_000, 500],
      [50, 50_000, 500],
    ]);
  });

  test.each([
    ['one approver', { complianceOfficer: '' }, 'not approved by two people'],
    ['the same approver twice', { complianceOfficer: 'P. Rao' }, 'not approved by two people'],
    ['no reason', { reason: '' }, 'no reason'],
    ['more than the client got', { quantity: 61 }, 'A has 60 of it, not 61'],
    ['a client without the order', { to: 'Z' }, 'has no allotment of Z'],
  ])('with %s is refused', (_, change, message) => {
    expect(() => withDeviations(allotments, [{ ...deviation, ...change }], 'deviations.csv')).toThrow(
      message,
    );
  });
});

test('over many orders roundings favour nobody; always favouring one client is found', () => {
  const clients = Array.from({ length: 20 }, (_, i) => `C${i}`);
  const fair = Array.from({ length: 400 }, (_, k) => {
    const pool = poolOrders(
      clients.map((client, i) => order(client, 10 + ((i * 7 + k * 13) % 31))),
      { ...options, asOf: `2025-03-${String(1 + (k % 28)).padStart(2, '0')}`, tradedValue: () => null },
    ).map((o) => ({ ...o, order: `${o.order}-${k}` }));
    return allotFills(pool, [
      { order: pool[0]!.order, quantity: Math.floor(0.37 * pool[0]!.quantity), price: 10, charges: 0 },
    ]);
  }).flat();
  expect(fairnessOf(fair).rounding.probability).toBeGreaterThan(1e-3);
  // C0 always gains half a unit, of which the others lose equal parts.
  const unfair = fair.map((a) => ({ ...a, rounding: a.client === 'C0' ? 0.5 : -0.5 / 19 }));
  expect(fairnessOf(unfair).rounding.probability).toBeLessThan(1e-6);
});

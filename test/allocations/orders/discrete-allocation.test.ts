import fc from 'fast-check';
import { type TargetLine, discreteAllocation } from '../../../allocations/orders/discrete-allocation.ts';

const FREE = { minimumTrade: 0, reserve: 0 };
const line = (id: string, held: number, rupees: number, target: number, lot = 1): TargetLine => ({
  id,
  held,
  price: rupees * 100,
  lot,
  target,
  pool: 'equity',
});
const traded = (lines: readonly TargetLine[], cash: number, limits = FREE) => {
  const { trades, cash: left } = discreteAllocation(lines, cash * 100, limits);
  return [...trades.map((t) => `${t.id} ${t.shares}`), `cash ${left / 100}`];
};

describe('discrete allocation of target weights', () => {
  test('leaves in cash what cannot buy a whole share', () => {
    // ₹ 1,000: 3.33 shares of ₹ 150 and 1.79 of ₹ 280. Three and one leave 270: b lacks 220, but 270 do not pay for it;
    // a lacks 50 and gets a share, after which 120 are less than any share.
    expect(traded([line('a', 0, 150, 0.5), line('b', 0, 280, 0.5)], 1000)).toEqual([
      'a 4',
      'b 1',
      'cash 120',
    ]);
  });

  test('spends remaining cash on the line furthest below its target', () => {
    // ₹ 1,000 again: a has 4.5 of ₹ 100 and gets 4, b 1.83 of ₹ 300 and gets 1; 300 are left, and b lacks 250.
    expect(traded([line('a', 0, 100, 0.45), line('b', 0, 300, 0.55)], 1000)).toEqual([
      'a 4',
      'b 2',
      'cash 0',
    ]);
  });

  test('sells what is above target, in whole lots only', () => {
    expect(traded([line('a', 10, 100, 0.3), line('b', 0, 70, 0.7)], 0)).toEqual(['a -7', 'b 10', 'cash 0']);
    expect(traded([line('a', 12, 100, 0, 5), line('b', 0, 100, 1)], 0)).toEqual(['a -10', 'b 10', 'cash 0']);
  });

  test('keeps the reserve in cash and drops orders below the minimum, but closes a small position', () => {
    const lines = [
      line('a', 100, 100, 0.49),
      line('b', 0, 100, 0.48),
      line('c', 2, 100, 0),
      line('d', 0, 10, 0.03),
    ];
    const result = discreteAllocation(lines, 0, { minimumTrade: 50_000, reserve: 20_000 });
    // Of ₹ 10,000 without the reserve: a 49, b 48, d 300, which is below the minimum of 500, so that a and b share it.
    expect(result.trades.map((t) => [t.id, t.shares])).toEqual([
      ['a', -49],
      ['b', 49],
      ['c', -2],
    ]);
    expect(result.belowMinimum).toEqual(['d']);
    expect(result.cash).toBe(20_000);
  });

  test('buys less if a sale is below the minimum', () => {
    // ₹ 10,000: b's target is 300, to be funded by selling a; but that sale is below the minimum.
    const result = discreteAllocation([line('a', 99, 100, 0.97), line('b', 1, 100, 0.03)], 0, {
      minimumTrade: 21_000,
      reserve: 0,
    });
    expect(result).toEqual({ trades: [], cash: 0, belowMinimum: ['a', 'b'] });
  });

  test('drops a purchase that has fallen below the minimum after scaling', () => {
    // ₹ 10,000: a should sell 3 of ₹ 100, too small at a minimum of 400; so b can have 2 of its 5, too small as well.
    const lines = [line('a', 53, 100, 0.5), line('b', 0, 100, 0.05), line('c', 45, 100, 0.45)];
    const result = discreteAllocation(lines, 20_000, { minimumTrade: 40_000, reserve: 0 });
    expect(result).toEqual({ trades: [], cash: 20_000, belowMinimum: ['a', 'b'] });
  });

  test('puts small amounts into the largest targets, in orders above the minimum, leaving less than a share', () => {
    // Twenty stocks for ₹ 45,000: ₹ 1,154 to ₹ 3,346 each, all below the minimum order of ₹ 5,000. The largest seven
    // get 23/182 of it or more, ₹ 5,687; of eight the smallest would get 22/204, ₹ 4,853.
    const lines = Array.from({ length: 20 }, (_, i) => line(`${i}`, 0, 90 + i, (10 + i) / 390));
    const result = discreteAllocation(lines, 4_500_000, { minimumTrade: 500_000, reserve: 0 });
    expect(result.trades.map((t) => t.id)).toEqual(['13', '14', '15', '16', '17', '18', '19']);
    expect(result.trades.every((t) => t.paise >= 500_000)).toBe(true);
    expect(result.cash).toBeLessThan(11_000);
    expect(result.belowMinimum).toHaveLength(13);
  });

  test('does not trade a line only because the orders of others are too small', () => {
    // a is ₹ 4,000 too large, b to y lack ₹ 1,000 each: all are below the minimum order of ₹ 5,000, and z is at target.
    const lines = [
      line('a', 140, 100, 0.1),
      ...['b', 'c', 'd', 'e'].map((id) => line(id, 190, 100, 0.2)),
      line('z', 100, 100, 0.1),
    ];
    const result = discreteAllocation(lines, 0, { minimumTrade: 500_000, reserve: 0 });
    expect(result).toEqual({ trades: [], cash: 0, belowMinimum: ['a', 'b', 'c', 'd', 'e'] });
  });

  test('redistributes money within a pool, and keeps in cash what no line of it can take', () => {
    // Of ₹ 30,000 the ₹ 3,000 for one stock go to the other, and the ₹ 2,400 for gold stay in cash.
    const lines = [
      line('a', 0, 100, 0.82),
      line('b', 0, 100, 0.1),
      { ...line('gold', 0, 1, 0.08), pool: 'gold' },
    ];
    const result = discreteAllocation(lines, 3_000_000, { minimumTrade: 500_000, reserve: 0 });
    expect(result).toMatchObject({
      trades: [{ id: 'a', shares: 276 }],
      cash: 240_000,
      belowMinimum: ['b', 'gold'],
    });
  });

  test('sells nothing merely to hold the proceeds in cash', () => {
    // ₹ 4,000 of a to become b, c and d, too little for one order.
    const lines = [line('a', 40, 100, 0), ...['b', 'c', 'd'].map((id) => line(id, 0, 100, 1 / 3))];
    const limits = { minimumTrade: 500_000, reserve: 0 };
    expect(discreteAllocation(lines, 0, limits)).toEqual({
      trades: [],
      cash: 0,
      belowMinimum: ['a', 'b', 'c', 'd'],
    });
    // A cash target is a use of proceeds.
    expect(discreteAllocation(lines.slice(0, 1), 0, limits).trades).toHaveLength(1);
  });

  test('rejects invalid targets', () => {
    expect(() => traded([line('a', 0, 100, 0.6), line('b', 0, 100, 0.6)], 1)).toThrow('targets sum to 1.2');
    expect(() => traded([line('a', -1, 100, 0.6)], 1)).toThrow(RangeError);
    expect(() => traded([line('a', 1, 0, 0.6)], 1)).toThrow(RangeError);
  });
});

describe('discrete allocation of any portfolio', () => {
  const portfolio = fc
    .array(
      fc.record({
        held: fc.nat(10_000),
        price: fc.integer({ min: 1, max: 1e7 }),
        lot: fc.constantFrom(1, 1, 1, 25, 75),
        weight: fc.nat(100),
      }),
      { minLength: 1, maxLength: 12 },
    )
    .map((rows) => {
      const sum = rows.reduce((total, r) => total + r.weight, 1);
      return rows.map(({ weight, ...row }, i): TargetLine => ({
        id: `${i}`,
        ...row,
        target: weight / sum,
        pool: 'equity',
      }));
    });
  const limits = fc.record({ minimumTrade: fc.nat(1e7), reserve: fc.nat(1e6) });

  test('conserves value to the paisa, with no short position', () => {
    fc.assert(
      fc.property(portfolio, fc.nat(1e10), limits, (lines, cash, limits) => {
        const result = discreteAllocation(lines, cash, limits);
        const shares = new Map(result.trades.map((t) => [t.id, t.shares]));
        const value = (after: boolean) =>
          lines.reduce((sum, l) => sum + (l.held + (after ? (shares.get(l.id) ?? 0) : 0)) * l.price, 0);
        expect(value(true) + result.cash).toBe(value(false) + cash);
        expect(result.cash).toBeGreaterThanOrEqual(0);
        for (const l of lines) {
          const n = shares.get(l.id) ?? 0;
          expect(l.held + n).toBeGreaterThanOrEqual(0);
          expect(n % l.lot === 0).toBe(true);
          const soldOut = l.held + n === 0;
          if (n !== 0 && !soldOut) expect(Math.abs(n * l.price)).toBeGreaterThanOrEqual(limits.minimumTrade);
        }
        // Purchases never use the reserve.
        if (result.trades.some((t) => t.shares > 0))
          expect(result.cash).toBeGreaterThanOrEqual(limits.reserve);
      }),
    );
  });

  test('comes within a lot of every target if no order is too small', () => {
    fc.assert(
      fc.property(portfolio, fc.nat(1e10), (lines, cash) => {
        const { trades } = discreteAllocation(lines, cash, FREE);
        const total = lines.reduce((sum, l) => sum + l.held * l.price, cash);
        const bound = new Map(trades.map((t) => [t.id, t.shares]));
        const oddLots = lines.some((l) => l.lot > 1 && l.held % l.lot !== 0);
        if (oddLots) return;
        for (const l of lines) {
          const gap = Math.abs((l.held + (bound.get(l.id) ?? 0)) * l.price - l.target * total);
          expect(gap).toBeLessThanOrEqual(l.lot * l.price * (1 + 1e-6));
        }
      }),
    );
  });

  const shares = fc
    .array(
      fc.record({ price: fc.integer({ min: 1000, max: 400_000 }), weight: fc.integer({ min: 1, max: 100 }) }),
      {
        minLength: 1,
        maxLength: 60,
      },
    )
    .map((rows) => {
      const sum = rows.reduce((total, r) => total + r.weight, 0);
      return rows.map(({ price, weight }, i): TargetLine => ({
        id: `${i}`,
        held: 0,
        price,
        lot: 1,
        target: weight / sum,
        pool: 'equity',
      }));
    });
  const smallest = { minimumTrade: 500_000, reserve: 0 };

  test('leaves less cash than one more share costs, whatever the minimum order', () => {
    fc.assert(
      fc.property(shares, fc.integer({ min: 1_000_000, max: 1e9 }), (lines, cash) => {
        const result = discreteAllocation(lines, cash, smallest);
        expect(result.cash).toBeLessThan(400_000);
      }),
    );
  });

  test('is stable: once traded, it requires almost no further trades', () => {
    fc.assert(
      fc.property(shares, fc.integer({ min: 1_000_000, max: 1e9 }), (lines, cash) => {
        const first = discreteAllocation(lines, cash, smallest);
        const bought = new Map(first.trades.map((t) => [t.id, t.shares]));
        const held = lines.map((l) => ({ ...l, held: bought.get(l.id) ?? 0 }));
        expect(discreteAllocation(held, first.cash, smallest).trades).toEqual([]);
      }),
    );
  });
});

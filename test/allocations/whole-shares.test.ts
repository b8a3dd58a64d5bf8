import fc from 'fast-check';
import { type Wanted, wholeShares } from '../../allocations/whole-shares.ts';

const FREE = { minimumTrade: 0, reserve: 0 };
const line = (id: string, held: number, rupees: number, target: number, lot = 1): Wanted => ({
  id,
  held,
  price: rupees * 100,
  lot,
  target,
});
const traded = (lines: readonly Wanted[], cash: number, limits = FREE) => {
  const { trades, cash: left } = wholeShares(lines, cash * 100, limits);
  return [...trades.map((t) => `${t.id} ${t.shares}`), `cash ${left / 100}`];
};

describe('target weights in whole shares', () => {
  test('leave over what no whole share can be bought for', () => {
    // ₹ 1,000: 3.33 shares of ₹ 150 and 1.79 of ₹ 280. Three and one leave 270, for neither is half a share short
    // of what 270 buys but a: 0.33 of 150 are 50, less than half; b lacks 220 of 280, but 270 do not pay for it.
    expect(traded([line('a', 0, 150, 0.5), line('b', 0, 280, 0.5)], 1000)).toEqual([
      'a 3',
      'b 1',
      'cash 270',
    ]);
  });

  test('give what is left over to the line furthest below its target', () => {
    // ₹ 1,000 again: a has 4.5 of ₹ 100 and gets 4, b 1.83 of ₹ 300 and gets 1; 300 are left, and b lacks 250.
    expect(traded([line('a', 0, 100, 0.45), line('b', 0, 300, 0.55)], 1000)).toEqual([
      'a 4',
      'b 2',
      'cash 0',
    ]);
  });

  test('sell what is above its target, and only in whole lots', () => {
    expect(traded([line('a', 10, 100, 0.3), line('b', 0, 70, 0.7)], 0)).toEqual(['a -7', 'b 10', 'cash 0']);
    expect(traded([line('a', 12, 100, 0, 5), line('b', 0, 100, 1)], 0)).toEqual(['a -10', 'b 10', 'cash 0']);
  });

  test('keep the reserve in cash and leave out what is below the minimum, but sell out of a small line', () => {
    const lines = [
      line('a', 100, 100, 0.49),
      line('b', 0, 100, 0.48),
      line('c', 2, 100, 0),
      line('d', 0, 10, 0.03),
    ];
    const result = wholeShares(lines, 0, { minimumTrade: 50_000, reserve: 20_000 });
    // Of ₹ 10,000 without the reserve: a 49, b 48, d 300, which is below the minimum of 500.
    expect(result.trades.map((t) => [t.id, t.shares])).toEqual([
      ['a', -51],
      ['b', 48],
      ['c', -2],
    ]);
    expect(result.tooSmall).toEqual(['d']);
    expect(result.cash).toBe(50_000);
  });

  test('buy less where a sale is too small to be made', () => {
    // ₹ 10,000, of which b should have 300 out of what a gives up, which is too small to sell.
    const result = wholeShares([line('a', 99, 100, 0.97), line('b', 1, 100, 0.03)], 0, {
      minimumTrade: 21_000,
      reserve: 0,
    });
    expect(result).toEqual({ trades: [], cash: 0, tooSmall: ['a', 'b'] });
  });

  test('leave out a purchase that giving way has made too small', () => {
    // ₹ 10,000: a should sell 3 of ₹ 100, too small at a minimum of 400; so b can have 2 of its 5, too small as well.
    const lines = [line('a', 53, 100, 0.5), line('b', 0, 100, 0.05), line('c', 45, 100, 0.45)];
    const result = wholeShares(lines, 20_000, { minimumTrade: 40_000, reserve: 0 });
    expect(result).toEqual({ trades: [], cash: 20_000, tooSmall: ['a', 'b'] });
  });

  test('are refused where they are no targets', () => {
    expect(() => traded([line('a', 0, 100, 0.6), line('b', 0, 100, 0.6)], 1)).toThrow('targets sum to 1.2');
    expect(() => traded([line('a', -1, 100, 0.6)], 1)).toThrow(RangeError);
    expect(() => traded([line('a', 1, 0, 0.6)], 1)).toThrow(RangeError);
  });
});

describe('whole shares of any portfolio', () => {
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
      return rows.map(({ weight, ...row }, i): Wanted => ({ id: `${i}`, ...row, target: weight / sum }));
    });
  const limits = fc.record({ minimumTrade: fc.nat(1e7), reserve: fc.nat(1e6) });

  test('lose nothing: what is held after, and cash, are the value before to the paisa, and nothing is short', () => {
    fc.assert(
      fc.property(portfolio, fc.nat(1e10), limits, (lines, cash, limits) => {
        const result = wholeShares(lines, cash, limits);
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
        // Purchases never eat the reserve.
        if (result.trades.some((t) => t.shares > 0))
          expect(result.cash).toBeGreaterThanOrEqual(limits.reserve);
      }),
    );
  });

  test('come within a lot of every target where nothing is too small', () => {
    fc.assert(
      fc.property(portfolio, fc.nat(1e10), (lines, cash) => {
        const { trades } = wholeShares(lines, cash, FREE);
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
});

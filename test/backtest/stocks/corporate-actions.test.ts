import fc from 'fast-check';
import { type Lot, quantityOf } from '../../../allocations/tax/lot.ts';
import { afterActions } from '../../../src/backtest/stocks/corporate-actions.ts';
import { day } from '../../../src/market/day.ts';

const on = day('2019-06-03');
const lot = (quantity: number, cost: number, bought = '2018-06-01'): Lot => ({
  bought: day(bought),
  quantity,
  cost,
  priceOf2018: null,
});
const actions = { id: 'INE001A01011', on, price: 1000, changes: [], distributions: [] };

test('a split of one share into five keeps days and costs, and pays nothing', () => {
  const changes = [{ on, ratio: 5, changesFaceValue: true }];
  const { lots, cash, ratio } = afterActions([lot(7, 700_000)], { ...actions, adjustment: 0.2, changes });
  expect(lots).toEqual([lot(35, 700_000)]);
  expect([cash, ratio]).toEqual([0, 5]);
});

test('a bonus of one for two is a lot of its own at no cost, and half a share is paid in cash', () => {
  const changes = [{ on, ratio: 1.5, changesFaceValue: false }];
  const { lots, cash } = afterActions([lot(7, 700_000)], { ...actions, adjustment: 1 / 1.5, changes });
  expect(lots).toEqual([lot(7, 700_000), lot(3, 0, '2019-06-03')]);
  expect(cash).toBeCloseTo(0.5 * (1000 / 1.5), 9);
});

test('a demerger pays what it takes out of the price, and taxes the gain on that part of the lots', () => {
  const { lots, cash, gains } = afterActions([lot(10, 400_000)], {
    ...actions,
    adjustment: 0.8,
    distributions: [{ action: 'demerger' }],
  });
  expect(lots).toEqual([lot(10, 320_000)]);
  expect(cash).toBeCloseTo(10 * 200, 9);
  expect(gains).toMatchObject([{ term: 'long', rate: 0.1, amount: 200_000 - 80_000 }]);
});

test('rights that are sold are a short-term gain without cost', () => {
  const { cash, gains } = afterActions([lot(10, 400_000)], {
    ...actions,
    adjustment: 0.95,
    distributions: [{ action: 'rights' }],
  });
  expect(cash).toBeCloseTo(500, 9);
  expect(gains).toMatchObject([{ term: 'short', amount: 50_000 }]);
});

test('whatever goes ex, the holding at the adjusted price and the cash are worth what the holding was', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 5 }),
      fc.double({ min: 0.05, max: 20, noNaN: true }),
      fc.boolean(),
      fc.double({ min: 0.3, max: 1, noNaN: true }),
      fc.constantFrom('rights', 'demerger', null),
      (quantities, ratio, changesFaceValue, remaining, action) => {
        const before = quantities.map((q, i) => lot(q, 1000 * q, `2018-0${i + 1}-01`));
        const adjustment = action ? remaining / ratio : 1 / ratio;
        const { lots, cash, gains } = afterActions(before, {
          ...actions,
          adjustment,
          changes: [{ on, ratio, changesFaceValue }],
          distributions: action ? [{ action }] : [],
        });
        const worth = quantityOf(lots) * 1000 * adjustment + cash;
        expect(worth).toBeCloseTo(1000 * quantityOf(before), 5);
        for (const { quantity } of lots) expect(quantity % 1).toBe(0);
        expect(cash).toBeGreaterThanOrEqual(-1e-6);
        for (const { amount } of gains) expect(Number.isInteger(amount)).toBe(true);
      },
    ),
  );
});

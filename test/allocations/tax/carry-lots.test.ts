import fc from 'fast-check';
import { carryLots } from '../../../allocations/tax/carry-lots.ts';
import { type Lot, quantityOf } from '../../../allocations/tax/lot.ts';
import { termOf } from '../../../allocations/tax/holding-period.ts';
import { day } from '../../../src/market/day.ts';
import { anyLots, lot } from './lots.fixture.ts';

const costOf = (lots: readonly Lot[]): number => lots.reduce((sum, l) => sum + l.cost, 0);
const perShare = ({ cost, quantity }: Lot): number => cost / 100 / quantity;

describe('a demerger', () => {
  test('divides cost by the announced ratio and keeps the holding period: ITC Hotels, 6 January 2025', () => {
    const { held, received } = carryLots([lot('2024-03-01', 1000, 400_000, 300)], {
      kind: 'demerger',
      perHeld: 0.1,
      costRetained: 0.8649,
    });
    expect(held).toEqual([{ ...lot('2024-03-01', 1000, 345_960), priceOf2018: 300 * 0.8649 }]);
    expect(perShare(held[0]!)).toBeCloseTo(345.96, 10);
    expect([received[0]!.quantity, perShare(received[0]!), received[0]!.bought]).toEqual([
      100,
      expect.closeTo(540.4, 10),
      day('2024-03-01'),
    ]);
    // Long term a year after ITC was bought, not after ITC Hotels came.
    expect(termOf(received[0]!.bought, day('2025-03-03'))).toBe('long');
  });

  test('divides cost 95.32 : 4.68 for Reliance and Jio Financial, one share for one', () => {
    const { held, received } = carryLots([lot('2020-05-13', 10, 10_000)], {
      kind: 'demerger',
      perHeld: 1,
      costRetained: 0.9532,
    });
    expect([perShare(held[0]!), perShare(received[0]!)]).toEqual([953.2, 46.8]);
  });
});

test('a bonus is a lot of its own, at cost 0, held from allotment; the lots held are unchanged', () => {
  const lots = [lot('2017-06-01', 1000, 100_000, 120), lot('2023-01-02', 1, 90)];
  const { held, received } = carryLots(lots, {
    kind: 'bonus',
    perHeld: 1 / 2,
    allotted: day('2024-09-02'),
  });
  expect(held).toEqual(lots);
  expect(received).toEqual([lot('2024-09-02', 500, 0)]);
});

test('a split rescales quantity and the price of 2018, not cost or day, and so does a consolidation', () => {
  const lots = [lot('2017-06-01', 100, 12_000, 240)];
  expect(carryLots(lots, { kind: 'split', ratio: 5 }).held).toEqual([lot('2017-06-01', 500, 12_000, 48)]);
  expect(carryLots(lots, { kind: 'split', ratio: 0.1 }).held).toEqual([lot('2017-06-01', 10, 12_000, 2400)]);
});

test('rights subscribed are a lot of their own at what was paid, with what entitlements cost', () => {
  // Reliance 2020: 1 for 15 at ₹ 1,257; ₹ 6,000 paid for entitlements on the exchange.
  const lots = [lot('2019-01-01', 150, 150_000)];
  const { held, received } = carryLots(lots, {
    kind: 'rights',
    subscribed: 40,
    issuePrice: 1257,
    paidForRights: 6000,
    allotted: day('2020-06-11'),
  });
  expect(held).toEqual(lots);
  expect(received).toEqual([lot('2020-06-11', 40, 40 * 1257 + 6000)]);
});

describe('any lots, carried through any action,', () => {
  const fraction = fc.double({ min: 0, max: 1, noNaN: true });
  const ratio = fc.constantFrom(2, 5, 10, 1 / 2, 1 / 3, 3 / 2, 1 / 10);

  test('keep their total cost to the paisa in a split or demerger, and whole shares in all', () => {
    fc.assert(
      fc.property(anyLots, ratio, fraction, (lots, perHeld, costRetained) => {
        const split = carryLots(lots, { kind: 'split', ratio: perHeld });
        const whole = Math.floor(quantityOf(lots) * perHeld + 1e-9);
        expect(quantityOf(split.held)).toBe(whole);
        if (split.held.length === lots.length) expect(costOf(split.held)).toBe(costOf(lots));
        const { held, received } = carryLots(lots, { kind: 'demerger', perHeld, costRetained });
        expect(quantityOf(held)).toBe(quantityOf(lots));
        expect(quantityOf(received)).toBe(whole);
        if (received.length === lots.length) expect(costOf([...held, ...received])).toBe(costOf(lots));
        expect(new Set(received.map((l) => l.bought))).toEqual(new Set(split.held.map((l) => l.bought)));
      }),
    );
  });

  test('are refused with a ratio that is not above 0', () => {
    expect(() => carryLots([], { kind: 'split', ratio: 0 })).toThrow('ratio must be above 0, not 0');
    expect(() => carryLots([], { kind: 'demerger', perHeld: 1, costRetained: 86.49 })).toThrow('fraction');
  });
});

import fc from 'fast-check';
import { type Gain, gainOf } from '../../../allocations/tax/gain.ts';
import type { Lot } from '../../../allocations/tax/lot.ts';
import { addDays, type Day, day } from '../../../src/market/day.ts';

/** A taxpayer without other gains in the year or losses brought forward. */
export const NO_OTHER_GAINS = { realised: [], broughtForward: [] } as const;

/** A lot with its cost in ₹. */
export const lot = (
  bought: string,
  quantity: number,
  rupees: number,
  priceOf2018: number | null = null,
): Lot => ({ bought: day(bought), quantity, cost: rupees * 100, priceOf2018 });

/** A gain in ₹ on a lot bought and sold on the given days. */
export const gain = (bought: string, sold: string, rupees: number, cost = 1_000_000): Gain =>
  gainOf('made', lot(bought, 1, cost), day(sold), { gross: (cost + rupees) * 100, expenses: 0 });

/** Lots of whole shares bought within six years from 2019, in any order. */
export const anyLots: fc.Arbitrary<Lot[]> = fc.array(
  fc.record({
    bought: fc.nat(2000).map((n) => addDays(day('2019-01-01'), n)),
    quantity: fc.integer({ min: 1, max: 10_000 }),
    cost: fc.integer({ min: 1, max: 1e12 }),
    priceOf2018: fc.constant(null),
  }),
  { minLength: 1, maxLength: 6 },
);

/** Gains and losses of 2024–25, when two sets of rates were in force, of both terms. */
export const anyGains: fc.Arbitrary<Gain[]> = fc.array(
  fc
    .record({
      bought: fc.nat(700).map((n) => addDays(day('2023-01-01'), n)),
      sold: fc.nat(364).map((n) => addDays(day('2024-04-01'), n)),
      rupees: fc.integer({ min: -500_000, max: 500_000 }),
    })
    .filter((g) => g.bought < g.sold)
    .map((g) => gainOn(g.bought, g.sold, g.rupees)),
  { maxLength: 8 },
);

const gainOn = (bought: Day, sold: Day, rupees: number): Gain =>
  gainOf('made', { bought, quantity: 1, cost: 1e8, priceOf2018: null }, sold, {
    gross: 1e8 + rupees * 100,
    expenses: 0,
  });

import { type Day, day } from '../../src/market/day.ts';
import { paiseOf } from '../../src/market/money.ts';
import type { Lot } from './lot.ts';
import { termOf } from './holding-period.ts';

const GRANDFATHERED_UNTIL = day('2018-01-31');
const TAXED_FROM = day('2018-04-01');

/** Whether a lot's gains up to January 2018 are exempt (grandfathered) when it is sold on a day. */
export const isGrandfathered = (lot: Lot, sold: Day): boolean =>
  lot.bought <= GRANDFATHERED_UNTIL && sold >= TAXED_FROM && termOf(lot.bought, sold) === 'long';

/**
 * The taxable cost of a sale, in paise. For a lot bought by 31 January 2018, max(cost, min(highest price of that day,
 * proceeds)): gains before that day are not taxed, and no artificial loss arises. The actual cost if that price is not
 * known. Source: Income-tax Act 1961, s. 55(2)(ac).
 *
 * @param proceeds paise, before selling expenses.
 */
export function taxableCost(lot: Lot, sold: Day, proceeds: number): number {
  if (!isGrandfathered(lot, sold) || lot.priceOf2018 === null) return lot.cost;
  return Math.max(lot.cost, Math.min(paiseOf(lot.priceOf2018 * lot.quantity), proceeds));
}

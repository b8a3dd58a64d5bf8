import { type Day, day } from '../../src/market/day.ts';
import { paiseOf } from '../../src/market/money.ts';
import type { Lot } from './lot.ts';
import { termOf } from './holding-period.ts';

const GRANDFATHERED_UNTIL = day('2018-01-31');
const TAXED_FROM = day('2018-04-01');

/** Whether gains of a lot up to January 2018 stay out of tax when it is sold on a day. */
export const isGrandfathered = (lot: Lot, sold: Day): boolean =>
  lot.bought <= GRANDFATHERED_UNTIL && sold >= TAXED_FROM && termOf(lot.bought, sold) === 'long';

/**
 * The cost that a sale is taxed on, in paise. Of a lot bought by 31 January 2018 the higher of cost and of the lower of
 * that day's highest price and the proceeds, so neither a gain before that day is taxed nor a loss made up. Where
 * that price is not known, the cost. Source: Income-tax Act 1961, s. 55(2)(ac).
 *
 * @param proceeds paise, before the costs of selling.
 */
export function taxableCost(lot: Lot, sold: Day, proceeds: number): number {
  if (!isGrandfathered(lot, sold) || lot.priceOf2018 === null) return lot.cost;
  return Math.max(lot.cost, Math.min(paiseOf(lot.priceOf2018 * lot.quantity), proceeds));
}

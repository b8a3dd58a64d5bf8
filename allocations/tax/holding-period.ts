import { addDays, type Day, dayOf, iso } from '../../src/market/day.ts';

export type Term = 'short' | 'long';

/**
 * The first day on which a listed stock or equity fund is a long-term asset: the day after the same date of the next
 * year, so a purchase of 15 January is long term from 16 January. For 29 February that date is 28 February.
 *
 * Source: Income-tax Act 1961, s. 2(42A): an asset held for not more than twelve months before the day of transfer is
 * short term. The Delhi High Court (Bharti Gupta Ramola, 2012) counts the day of purchase, which gives one day less;
 * assessing officers have not always followed, so this uses the later day (our choice).
 */
export function longTermFrom(bought: Day): Day {
  const [year, month, date] = iso(bought).split('-').map(Number) as [number, number, number];
  return addDays(dayOf(year + 1, month, date) ?? dayOf(year + 1, 2, 28)!, 1);
}

export const termOf = (bought: Day, sold: Day): Term => (sold >= longTermFrom(bought) ? 'long' : 'short');

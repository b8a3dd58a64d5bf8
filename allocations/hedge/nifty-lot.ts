import { type Day, displayDay } from '../../src/market/day.ts';
import { userError } from '../../src/market/problem.ts';
import { datedTable, inForce, row } from '../costs/dated-table.ts';

const BY_VALUE = 'NSE F&O bhavcopy: traded value ÷ (contracts × price)';

/**
 * Nifty 50 lot size in index units, by the expiry of the monthly contract. NSE reviews it every half year; the table ends
 * with the last review known when it was checked. Contracts of November and December 2014 that were open on 30 October
 * 2014 had lots of 50 until that day.
 */
const NIFTY_LOT = datedTable<number>('lot of Nifty contracts', [
  row('2012-07-01', '2014-10-31', 50, 'primary', BY_VALUE),
  row('2014-11-01', '2015-10-31', 25, 'primary', BY_VALUE),
  row('2015-11-01', '2021-06-30', 75, 'primary', BY_VALUE),
  row('2021-07-01', '2024-04-30', 50, 'primary', `${BY_VALUE}, to 2021; NSE circular of 2 Apr 2024`),
  row(
    '2024-05-01',
    '2025-01-31',
    25,
    'primary',
    'NSE circular of 2 Apr 2024, first monthly expiry 30 May 2024',
  ),
  row(
    '2025-02-01',
    '2025-12-31',
    75,
    'primary',
    'NSE circular of 18 Oct 2024; contracts open then ran off at 25',
  ),
  row('2026-01-01', '2026-12-31', 65, 'primary', 'NSE circular of 3 Oct 2025'),
]);

export const niftyLot = (expiry: Day): number => inForce(NIFTY_LOT, expiry).value;

/**
 * Calendar days to an expiry, above 0.
 *
 * @throws UserError if the contract expires on or before the day.
 */
export function daysToExpiry(on: Day, expiry: Day): number {
  if (expiry > on) return expiry - on;
  throw userError(
    'contract-expired',
    `the contract of ${displayDay(expiry)}`,
    `has expired by ${displayDay(on)}.`,
    'Hedge with the next contract.',
  );
}

import { addDays, type Day } from '../../src/market/day.ts';
import { datedTable, inForce, row } from '../costs/dated-table.ts';
import { type FinancialYear, firstDayOf } from './financial-year.ts';
import type { Term } from './holding-period.ts';

/** Tax rates on gains from listed equity on which transaction tax was paid, as fractions, before surcharge and cess. */
export interface GainRates {
  readonly short: number;
  /** Null if long-term gains are exempt; long-term losses are then disregarded too. */
  readonly long: number | null;
}

/**
 * Rates by day of sale. A rate counts as known from the day the bill was introduced in Parliament, because market
 * participants plan with it from then on (our choice; assent followed within two months).
 */
const GAIN_RATES = datedTable<GainRates>('tax on capital gains', [
  row(
    '2004-10-01',
    '2008-03-31',
    { short: 0.1, long: null },
    'primary',
    'Income-tax Act 1961, s. 111A and 10(38)',
  ),
  row(
    '2008-04-01',
    '2018-03-31',
    { short: 0.15, long: null },
    'primary',
    's. 111A, Finance Act 2008; s. 10(38)',
    '2008-02-29',
  ),
  row(
    '2018-04-01',
    '2024-07-22',
    { short: 0.15, long: 0.1 },
    'primary',
    's. 111A; s. 112A, Finance Act 2018',
    '2018-02-01',
  ),
  row(
    '2024-07-23',
    null,
    { short: 0.2, long: 0.125 },
    'primary',
    's. 111A and 112A, Finance (No. 2) Act 2024',
  ),
]);

/** The rate by the law as known on `knownOn`, by default the day of sale. */
export const gainRate = (term: Term, sold: Day, knownOn: Day = sold): number | null =>
  inForce(GAIN_RATES, sold, knownOn).value[term];

/**
 * Annual exemption of long-term gains, in ₹. The limit of 2024–25 applies to the whole year, whatever the rate, but was
 * not known before 23 July 2024.
 */
const LONG_TERM_EXEMPTION = datedTable<number>('exemption of long-term gains', [
  row('2004-10-01', '2018-03-31', 0, 'primary', 'long-term gains were fully exempt'),
  row('2018-04-01', '2024-03-31', 100_000, 'primary', 's. 112A, Finance Act 2018', '2018-02-01'),
  row('2024-04-01', null, 125_000, 'primary', 's. 112A, Finance (No. 2) Act 2024', '2024-07-23'),
]);

export const longTermExemption = (year: FinancialYear, knownOn: Day): number =>
  // Looked up on the last day, because the year 2004–05 began before the table does.
  inForce(LONG_TERM_EXEMPTION, addDays(firstDayOf((year + 1) as FinancialYear), -1), knownOn).value;

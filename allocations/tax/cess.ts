import { addDays, type Day } from '../../src/market/day.ts';
import { type DatedTable, datedTable, inForce, row } from '../costs/dated-table.ts';
import { type FinancialYear, firstDayOf } from './financial-year.ts';

/** Cess on income tax and surcharge, as a fraction, by financial year. */
export const CESS: DatedTable<number> = datedTable('cess on income tax', [
  row('2004-04-01', '2007-03-31', 0.02, 'primary', 'education cess 2 %, Finance (No. 2) Act 2004'),
  row(
    '2007-04-01',
    '2018-03-31',
    0.03,
    'primary',
    'education cess 2 %, secondary and higher education cess 1 %, Finance Act 2007',
    '2007-02-28',
  ),
  row('2018-04-01', null, 0.04, 'primary', 'health and education cess 4 %, Finance Act 2018', '2018-02-01'),
]);

/**
 * The rate of a financial year, by the law as known on a day.
 *
 * @throws UserError before the financial year 2004–05.
 */
export const cessRate = (year: FinancialYear, knownOn: Day): number =>
  inForce(CESS, addDays(firstDayOf((year + 1) as FinancialYear), -1), knownOn).value;

import { type DatedTable, datedTable, row } from './dated-table.ts';
import { bothSides, type SideRates } from './segment.ts';

/** Charges of the exchange and its regulator on fund units: none, because they are not traded there. */
export const NO_EXCHANGE_CHARGE: DatedTable<SideRates> = datedTable('charges of the exchange on fund units', [
  row(
    '2004-10-01',
    null,
    bothSides(0),
    'primary',
    'units are bought from and sold to the fund, not on the exchange',
  ),
]);

import { type DatedTable, datedTable, row } from './dated-table.ts';
import { bothSides, type SideRates } from './segment.ts';

/** What an exchange or its regulator would charge on what is not dealt there. */
export const NOT_ON_EXCHANGE: DatedTable<SideRates> = datedTable('charges of the exchange on fund units', [
  row('2004-10-01', null, bothSides(0), 'primary', 'units are dealt with the fund, not on the exchange'),
]);

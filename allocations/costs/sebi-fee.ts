import { type DatedTable, datedTable, row } from './dated-table.ts';
import { bothSides, type SideRates } from './segment.ts';

/** SEBI's turnover fee, the same in every segment and on both sides. */
export const SEBI_FEE: DatedTable<SideRates> = datedTable('SEBI turnover fee', [
  row('2009-07-01', '2014-05-22', bothSides(0.000001), 'reported', '₹10 a crore, as brokers charged it'),
  row(
    '2014-05-23',
    '2017-03-31',
    bothSides(0.000002),
    'assumed',
    '₹20 a crore; charged in 2015, first day uncertain',
  ),
  row(
    '2017-04-01',
    '2019-03-31',
    bothSides(0.0000015),
    'reported',
    '₹15 a crore; SEBI (Payment of Fees) (Amendment) Regulations 2017',
  ),
  row('2019-04-01', '2020-05-31', bothSides(0.000001), 'primary', '₹10 a crore; SEBI/LAD-NRO/GN/2019/03'),
  row(
    '2020-06-01',
    '2021-03-31',
    bothSides(0.0000005),
    'primary',
    'halved for June 2020 to March 2021; SEBI, 24 Apr 2020',
  ),
  row('2021-04-01', null, bothSides(0.000001), 'primary', '₹10 a crore; SEBI/LAD-NRO/GN/2019/03'),
]);

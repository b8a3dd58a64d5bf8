import { type DatedTable, datedTable, row } from './dated-table.ts';

/** The tax on brokerage and exchange charges, and since July 2022 on SEBI's fee. */
export interface ServiceTax {
  readonly rate: number;
  readonly onSebiFee: boolean;
}

const onServices = (rate: number): ServiceTax => ({ rate, onSebiFee: false });

/** Service tax with its cesses, and its successor from July 2017, the goods and services tax. */
export const SERVICE_TAX: DatedTable<ServiceTax> = datedTable('service tax and GST', [
  row('2009-02-24', '2012-03-31', onServices(0.103), 'primary', 'service tax 10 % and cesses'),
  row('2012-04-01', '2015-05-31', onServices(0.1236), 'primary', 'service tax 12 % and cesses'),
  row('2015-06-01', '2015-11-14', onServices(0.14), 'primary', 'service tax, Finance Act 2015'),
  row('2015-11-15', '2016-05-31', onServices(0.145), 'primary', 'service tax and Swachh Bharat cess'),
  row(
    '2016-06-01',
    '2017-06-30',
    onServices(0.15),
    'primary',
    'service tax, Swachh Bharat and Krishi Kalyan cess',
  ),
  row('2017-07-01', '2022-07-17', onServices(0.18), 'primary', 'GST'),
  row(
    '2022-07-18',
    null,
    { rate: 0.18, onSebiFee: true },
    'primary',
    'GST; exemption of SEBI withdrawn 18 Jul 2022',
  ),
]);

import { type DatedTable, datedTable, row } from './dated-table.ts';
import { bothSides, onBuys, type Segment, type SideRates } from './segment.ts';

const UNIFORM = 'Indian Stamp Act 1899, Schedule I art. 56A, as amended by the Finance Act 2019';
// Before July 2020 each state had its own duty and cap; Maharashtra, the state of the exchange, represents them (our choice).
const MAHARASHTRA = 'Maharashtra Stamp Act, as brokers charged it';

/** Fund units had no contract note, and so no duty, until July 2020. */
const ON_FUNDS = datedTable('stamp duty on fund units', [
  row('2009-10-01', '2020-06-30', bothSides(0), 'reported', 'not charged on units'),
  row('2020-07-01', null, onBuys(0.00005), 'primary', UNIFORM),
]);

/** On delivery through the exchange, of shares and units alike. */
const ON_DELIVERY = datedTable('stamp duty on equity delivery', [
  row('2009-10-01', '2020-06-30', bothSides(0.0001), 'assumed', MAHARASHTRA),
  row('2020-07-01', null, onBuys(0.00015), 'primary', UNIFORM),
]);

/** Stamp duty on contract notes, uniform in India since July 2020. */
export const STAMP_DUTY: Readonly<Record<Segment, DatedTable<SideRates>>> = {
  'equity-delivery': ON_DELIVERY,
  'equity-etf': ON_DELIVERY,
  'other-etf': ON_DELIVERY,
  'index-future': datedTable('stamp duty on index futures', [
    row('2009-10-01', '2020-06-30', bothSides(0.00002), 'assumed', MAHARASHTRA),
    row('2020-07-01', null, onBuys(0.00002), 'primary', UNIFORM),
  ]),
  'index-option': datedTable('stamp duty on index options', [
    row('2009-10-01', '2020-06-30', bothSides(0.00002), 'assumed', MAHARASHTRA),
    row('2020-07-01', null, onBuys(0.00003), 'primary', UNIFORM),
  ]),
  'equity-fund': ON_FUNDS,
  'other-fund': ON_FUNDS,
};

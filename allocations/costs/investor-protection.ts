import { type DatedTable, datedTable, row } from './dated-table.ts';
import { NO_EXCHANGE_CHARGE } from './fund-charges.ts';
import { bothSides, type Segment, type SideRates } from './segment.ts';

const NSE_2023 = 'NSE press release of 24 Mar 2023';
// ₹0.01 per crore: less than a paisa on any trade, but it leaves no gap in the table.
const TOKEN = bothSides(1e-9);

const CASH_MARKET: DatedTable<SideRates> = datedTable('NSE investor protection fund, equity', [
  row('2009-10-01', '2023-03-31', TOKEN, 'reported', NSE_2023),
  row('2023-04-01', null, bothSides(0.000001), 'primary', NSE_2023),
]);

/** Contribution to NSE's Investor Protection Fund Trust. */
export const INVESTOR_PROTECTION: Readonly<Record<Segment, DatedTable<SideRates>>> = {
  'equity-delivery': CASH_MARKET,
  'equity-etf': CASH_MARKET,
  'other-etf': CASH_MARKET,
  'index-future': datedTable('NSE investor protection fund, index futures', [
    row('2009-10-01', '2023-03-31', TOKEN, 'reported', NSE_2023),
    row('2023-04-01', null, bothSides(0.000001), 'primary', NSE_2023),
  ]),
  'index-option': datedTable('NSE investor protection fund, index options', [
    row('2009-10-01', '2023-03-31', TOKEN, 'reported', NSE_2023),
    row('2023-04-01', null, bothSides(0.000005), 'primary', NSE_2023),
  ]),
  'equity-fund': NO_EXCHANGE_CHARGE,
  'other-fund': NO_EXCHANGE_CHARGE,
};

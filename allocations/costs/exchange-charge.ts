import { type DatedTable, datedTable, row } from './dated-table.ts';
import { NO_EXCHANGE_CHARGE } from './fund-charges.ts';
import { bothSides, type Segment, type SideRates } from './segment.ts';

/*
 * Until September 2024 NSE charged its members by slabs of monthly turnover. The table has the first slab, which brokers
 * passed on to clients; larger members kept the difference.
 */
const SLABS_2009 = 'NSE circulars of September 2009 (futures NSE/F&A/13029), first slab';
const RAISE_2021 = 'NSE press release of 24 Mar 2023: charges were 6 % higher from 1 Jan 2021';
const ROLL_BACK = 'NSE press release of 24 Mar 2023: the 6 % increase is withdrawn; first slab';
const CUT_2024 = 'a cut of 1 % from 1 Apr 2024, as brokers charged it';
const FLAT = 'NSE circular of 27 Sep 2024: one rate for all members, after SEBI of 1 Jul 2024';

/** The cash market's tariff, which makes no difference between shares and fund units. */
const CASH_MARKET: DatedTable<SideRates> = datedTable('NSE transaction charge on equity', [
  row('2009-10-01', '2020-12-31', bothSides(0.0000325), 'reported', SLABS_2009),
  row('2021-01-01', '2023-03-31', bothSides(0.0000345), 'reported', RAISE_2021),
  row('2023-04-01', '2024-03-31', bothSides(0.0000325), 'reported', ROLL_BACK),
  row('2024-04-01', '2024-09-30', bothSides(0.0000322), 'reported', CUT_2024),
  row('2024-10-01', null, bothSides(0.0000297), 'primary', FLAT),
]);

/**
 * NSE transaction charges, excluding the contribution to the investor protection fund, which has its own table. Tariffs
 * that quote 0.00335 % (2023) or 0.00307 % (2026) for equity include that contribution.
 */
export const EXCHANGE_CHARGE: Readonly<Record<Segment, DatedTable<SideRates>>> = {
  'equity-delivery': CASH_MARKET,
  'equity-etf': CASH_MARKET,
  'other-etf': CASH_MARKET,
  'index-future': datedTable('NSE transaction charge on index futures', [
    row('2009-10-01', '2020-12-31', bothSides(0.000019), 'primary', SLABS_2009),
    row('2021-01-01', '2023-03-31', bothSides(0.00002), 'reported', RAISE_2021),
    row('2023-04-01', '2024-03-31', bothSides(0.000019), 'reported', ROLL_BACK),
    // Brokers quoted 0.00183 % as well as 1 % under 0.0019 %; the two differ by ₹5 a crore.
    row('2024-04-01', '2024-09-30', bothSides(0.0000183), 'reported', CUT_2024),
    row('2024-10-01', null, bothSides(0.0000173), 'primary', FLAT),
  ]),
  'index-option': datedTable('NSE transaction charge on index options', [
    row('2009-10-01', '2020-12-31', bothSides(0.0005), 'reported', SLABS_2009),
    row('2021-01-01', '2023-03-31', bothSides(0.00053), 'reported', RAISE_2021),
    row('2023-04-01', '2024-03-31', bothSides(0.0005), 'reported', ROLL_BACK),
    row('2024-04-01', '2024-09-30', bothSides(0.000495), 'reported', CUT_2024),
    row('2024-10-01', null, bothSides(0.0003503), 'primary', FLAT),
  ]),
  'equity-fund': NO_EXCHANGE_CHARGE,
  'other-fund': NO_EXCHANGE_CHARGE,
};

import { type DatedTable, datedTable, row } from './dated-table.ts';
import { bothSides, onSells, type Segment, type SideRates } from './segment.ts';

const ACT = 'Finance (No. 2) Act 2004, s. 98';

const ON_OTHER_FUNDS: DatedTable<SideRates> = datedTable('securities transaction tax on other funds', [
  row('2004-10-01', null, bothSides(0), 'primary', `${ACT}: on equity-oriented funds only`),
]);

/**
 * Securities transaction tax. On options it is charged on the premium of sales; the tax on an exercised option, which
 * its buyer pays at expiry, is not included.
 */
export const SECURITIES_TRANSACTION_TAX: Readonly<Record<Segment, DatedTable<SideRates>>> = {
  'equity-delivery': datedTable('securities transaction tax on equity delivery', [
    row('2004-10-01', '2005-05-31', bothSides(0.00075), 'reported', ACT),
    row('2005-06-01', '2006-05-31', bothSides(0.001), 'reported', `${ACT}, as amended 2005`),
    row('2006-06-01', '2012-06-30', bothSides(0.00125), 'reported', `${ACT}, as amended 2006`),
    row('2012-07-01', null, bothSides(0.001), 'primary', `${ACT}, as amended by the Finance Act 2012`),
  ]),
  'index-future': datedTable('securities transaction tax on index futures', [
    row('2004-10-01', '2005-05-31', onSells(0.0001), 'reported', ACT),
    row('2005-06-01', '2006-05-31', onSells(0.000133), 'reported', `${ACT}, as amended 2005`),
    row('2006-06-01', '2013-05-31', onSells(0.00017), 'primary', `${ACT}, as amended 2006`),
    row('2013-06-01', '2023-03-31', onSells(0.0001), 'primary', `${ACT}, as amended by the Finance Act 2013`),
    row(
      '2023-04-01',
      '2024-09-30',
      onSells(0.000125),
      'primary',
      `${ACT}, as amended by the Finance Act 2023`,
    ),
    row('2024-10-01', '2026-03-31', onSells(0.0002), 'primary', 'Finance (No. 2) Act 2024'),
    row('2026-04-01', null, onSells(0.0005), 'reported', 'Union Budget 2026; Finance Bill 2026'),
  ]),
  'index-option': datedTable('securities transaction tax on index options', [
    // Before this date it was charged on strike plus premium.
    row(
      '2008-06-01',
      '2016-05-31',
      onSells(0.00017),
      'primary',
      `${ACT}, as amended by the Finance Act 2008`,
    ),
    row('2016-06-01', '2023-03-31', onSells(0.0005), 'primary', `${ACT}, as amended by the Finance Act 2016`),
    row(
      '2023-04-01',
      '2024-09-30',
      onSells(0.000625),
      'primary',
      `${ACT}, as amended by the Finance Act 2023`,
    ),
    row('2024-10-01', '2026-03-31', onSells(0.001), 'primary', 'Finance (No. 2) Act 2024'),
    row('2026-04-01', null, onSells(0.0015), 'reported', 'Union Budget 2026; Finance Bill 2026'),
  ]),
  // Taxed like shares until June 2013; since then the seller alone pays, a hundredth of it.
  'equity-etf': datedTable('securities transaction tax on equity exchange-traded funds', [
    row('2004-10-01', '2005-05-31', bothSides(0.00075), 'reported', ACT),
    row('2005-06-01', '2006-05-31', bothSides(0.001), 'reported', `${ACT}, as amended 2005`),
    row('2006-06-01', '2012-06-30', bothSides(0.00125), 'reported', `${ACT}, as amended 2006`),
    row(
      '2012-07-01',
      '2013-05-31',
      bothSides(0.001),
      'primary',
      `${ACT}, as amended by the Finance Act 2012`,
    ),
    row('2013-06-01', null, onSells(0.00001), 'primary', `${ACT}, as amended by the Finance Act 2013`),
  ]),
  'other-etf': ON_OTHER_FUNDS,
  'equity-fund': datedTable('securities transaction tax on equity funds', [
    row('2004-10-01', '2005-05-31', onSells(0.0015), 'reported', ACT),
    row('2005-06-01', '2006-05-31', onSells(0.002), 'reported', `${ACT}, as amended 2005`),
    row('2006-06-01', '2013-05-31', onSells(0.0025), 'reported', `${ACT}, as amended 2006`),
    row('2013-06-01', null, onSells(0.00001), 'primary', `${ACT}, as amended by the Finance Act 2013`),
  ]),
  'other-fund': ON_OTHER_FUNDS,
};

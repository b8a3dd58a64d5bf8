import { readFileSync } from 'node:fs';
import { readPortfolioByLot } from '../../../allocations/holdings/read-lots.ts';
import { CESS, cessRate } from '../../../allocations/tax/cess.ts';
import { financialYearOf } from '../../../allocations/tax/financial-year.ts';
import { type Gain, gainOf, realise } from '../../../allocations/tax/gain.ts';
import type { Lot } from '../../../allocations/tax/lot.ts';
import { DEFAULT_TAX_RULES } from '../../../allocations/tax/tax-rules.ts';
import { yearTax } from '../../../allocations/tax/year-tax.ts';
import { day } from '../../../src/market/day.ts';
import { describeReference, reference } from '../../reference.ts';
import { gain, lot } from './lots.fixture.ts';

const taxOf = (gains: readonly Gain[], by: string): number =>
  yearTax(financialYearOf(day(by)), gains, [], DEFAULT_TAX_RULES, day(by)).paise / 100;
const sale = (lots: readonly Lot[], price: number, on: string): readonly Gain[] => {
  const quantity = lots.reduce((sum, l) => sum + l.quantity, 0);
  return realise({ holding: 'INE002A01018', quantity, price, day: day(on), expenses: 0 }, lots).gains;
};
const amounts = (gains: readonly Gain[]) => gains.map((g) => [g.term, g.amount / 100]);

describe('shares with a bonus 1 for 1 after January 2018 (s. 55(2)(aa)(iiia), s. 2(42A))', () => {
  // Bought at ₹ 100; ₹ 120 on 31 January 2018; the bonus was allotted on 2 September 2024.
  const lots = [lot('2017-06-01', 1000, 100_000, 120), lot('2024-09-02', 1000, 0)];

  test('sold above cost: the first lot is long term on its own cost, the bonus short term on a cost of 0', () => {
    const gains = sale(lots, 150, '2025-03-31');
    expect(amounts(gains)).toEqual([
      ['long', 30_000],
      ['short', 150_000],
    ]);
    // 20 % of 1,50,000 and 4 % cess; the long-term gain is within the exemption.
    expect(taxOf(gains, '2025-03-31')).toBe(31_200);
  });

  test('sold below cost: a loss on the first lot, a gain on the bonus', () => {
    expect(amounts(sale(lots, 75, '2025-03-31'))).toEqual([
      ['long', -25_000],
      ['short', 75_000],
    ]);
  });

  test('in a lots file, the bonus is a line with its day of allotment and cost 0', () => {
    const { holdings } = readPortfolioByLot(
      'holding,position,bought,quantity,cost,price,price-2018\n' +
        'INE002A01018,momentum,2017-06-01,1000,100,150,120\n' +
        'INE002A01018,momentum,2024-09-02,1000,0,150,\n',
      'held.csv',
      { asOf: day('2025-03-31'), knownIssuers: null },
    );
    expect(holdings.map((h) => h.lots)).toEqual([lots]);
  });
});

describe('cess', () => {
  test('was 3 % to the financial year 2017–18 and is 4 % since 2018–19, by law', () => {
    const at = (on: string) => cessRate(financialYearOf(day(on)), day(on));
    expect(
      ['2006-06-01', '2007-04-01', '2018-01-31', '2018-03-31', '2018-04-01', '2026-11-30'].map(at),
    ).toEqual([0.02, 0.03, 0.03, 0.03, 0.04, 0.04]);
    expect(CESS.rows.map((r) => r.value)).toEqual([0.02, 0.03, 0.04]);
  });

  test('is 3 % in teachoo’s example of 2015–16: a purchase and a bonus sold within six months', () => {
    const gains = sale([lot('2015-04-10', 20_000, 300_000), lot('2015-04-15', 3000, 0)], 20, '2015-10-15');
    expect(amounts(gains)).toEqual([
      ['short', 100_000],
      ['short', 60_000],
    ]);
    // 15 % of 1,60,000, and 3 %.
    expect(taxOf(gains, '2016-03-31')).toBe(24_720);
  });

  test('is what the rule book says where it says so', () => {
    const gains = [gain('2024-05-01', '2024-12-02', 100_000)];
    const rules = { ...DEFAULT_TAX_RULES, cess: 0.1 };
    expect(yearTax(financialYearOf(day('2024-12-02')), gains, [], rules, day('2024-12-02')).paise).toBe(
      2_200_000,
    );
  });
});

test('long-term gains of 2024–25 at two rates, as published: exempt are first those taxed highest', () => {
  const of = (before: number, after: number) => [
    gain('2022-05-02', '2024-07-22', before),
    gain('2022-05-02', '2024-07-23', after),
  ];
  // Before cess, caclubindia.com, discussion 613867.
  expect(taxOf(of(100_000, 125_000), '2025-03-31') / 1.04).toBeCloseTo(10_000, 6);
  expect(taxOf(of(150_000, 150_000), '2025-03-31') / 1.04).toBeCloseTo(18_125, 6);
});

test('cost is grandfathered by s. 55(2)(ac), not above the sale: cost 1,000, 2018 price 1,350, sold at 1,250', () => {
  const { cost, amount } = gainOf('made', lot('2017-01-02', 1, 1000, 1350), day('2018-12-03'), {
    gross: 125_000,
    expenses: 0,
  });
  expect([cost, amount]).toEqual([125_000, 0]);
});

const cases = (...path: string[]): string => readFileSync(reference('cases', 'faults', ...path), 'utf8');

describeReference('the worked cases', () => {
  test('of grandfathering (eight scenarios after the CBDT’s FAQ of 2018) come out as published', () => {
    const [, ...rows] = cases('known-grandfathering', 'table.csv').trim().split('\n');
    expect(rows).toHaveLength(8);
    for (const row of rows) {
      const [cost, priceOf2018, sold, expected] = row.split(',').map(Number) as [
        number,
        number,
        number,
        number,
      ];
      const found = gainOf('made', lot('2017-01-01', 1, cost, priceOf2018), day('2018-04-01'), {
        gross: sold * 100,
        expenses: 0,
      });
      expect([row, found.amount / 100]).toEqual([row, expected]);
    }
  });

  test('of a bonus after 2018: the file as the documents ask for gives the tax by law', () => {
    const { holdings } = readPortfolioByLot(cases('bonus-after-2018', 'lots-right.csv'), 'f', {
      asOf: day('2025-03-31'),
      knownIssuers: null,
    });
    expect(taxOf(sale(holdings[0]!.lots, 150, '2025-03-31'), '2025-03-31')).toBe(31_200);
  });

  test('of securities that are not funds: two shares are read, a debenture and a foreign share refused', () => {
    const context = { asOf: day('2025-01-15'), knownIssuers: null };
    const [header, ...lines] = cases('lots-not-a-fund', 'held.csv').trim().split('\n');
    const text = (isins: readonly string[]) =>
      [header, ...lines.filter((l) => isins.some((isin) => l.startsWith(isin)))].join('\n');
    const { holdings } = readPortfolioByLot(text(['IN9155A01020', 'IN9397D01014']), 'f', context);
    expect(holdings.map((h) => h.kind)).toEqual(['stock', 'stock']);
    expect(() => readPortfolioByLot(text(['INE002A08534', 'US0378331005']), 'f', context)).toThrow(
      /INE002A08534 is a debenture[^]*US0378331005 is a foreign security/,
    );
  });

  test('of lots with other dates and amounts are refused line by line, with the form wanted', () => {
    const context = { asOf: day('2025-01-15'), knownIssuers: null };
    const read = (name: string) => () => readPortfolioByLot(cases('lots-day-month', name), name, context);
    expect(read('lots_ddmm.csv')).toThrow(
      'lots_ddmm.csv:2: bought is "31-05-2017", which is not a date. Give the date as YYYY-MM-DD.',
    );
    expect(read('lots_lakh.csv')).toThrow(
      'lots_lakh.csv:2: cost is "₹235.10", which is not a valid number. Leave out the currency sign. Give ₹ per share, 0 or more, like 1234.50.',
    );
  });
});

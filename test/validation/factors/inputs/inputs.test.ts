import { DEFAULT_COST_RULES } from '../../../../allocations/cost-rules.ts';
import { indexReturns } from '../../../../src/validation/factors/inputs/index-returns.ts';
import { riskFreeRate } from '../../../../src/validation/factors/inputs/risk-free-rate.ts';
import { roundTripCost } from '../../../../src/validation/factors/inputs/round-trip-cost.ts';
import type { AsOfView, Column } from '../../../../src/market/as-of.ts';
import { EMPTY } from '../../../../src/market/as-of.ts';
import { day, monthNumber } from '../../../../src/market/day.ts';
import { pairMonths, type SamplePeriod } from '../../../../src/validation/factors/inputs/monthly-returns.ts';

const column = (rows: Readonly<Record<string, number>>): Column => {
  const days = Int32Array.from(Object.keys(rows), (d) => day(d));
  return { observedOn: days, knownOn: days, value: Float64Array.from(Object.values(rows)) };
};
const viewOf = (columns: Readonly<Record<string, Readonly<Record<string, number>>>>): AsOfView => ({
  asOf: day('2021-12-31'),
  column: (key) => (columns[key] ? column(columns[key]) : EMPTY),
});
const month = (iso: string): number => monthNumber(day(`${iso}-01`));

describe('The risk-free rate', () => {
  const rf = { '2020-01-31': 0.5, '2020-02-28': 0.4, '2020-04-30': 0.3 };

  test('is the factor library’s rate of the month, or the last known one', () => {
    const { in: rate, source } = riskFreeRate(viewOf({ 'iima-factors.rf': rf, 'gsec-10y.close': rf }));
    expect(
      ['2019-06', '2020-01', '2020-02', '2020-03', '2020-04', '2021-12'].map((m) => rate(month(m))),
    ).toEqual([0.005, 0.005, 0.004, 0.004, 0.003, 0.003]);
    expect(source).toMatch(/IIM Ahmedabad/);
  });

  test('falls back to the bond yield at the start of the month, and notes that it overstates the rate', () => {
    const { in: rate, source } = riskFreeRate(
      viewOf({ 'gsec-10y.close': { '2020-01-02': 9, '2020-01-31': 6 } }),
    );
    expect(rate(month('2020-02'))).toBeCloseTo(1.06 ** (1 / 12) - 1, 15);
    expect(source).toMatch(/overstates the risk-free rate/);
  });

  test('is zero where the store has neither, and says so', () => {
    const { in: rate, source } = riskFreeRate(viewOf({}));
    expect([rate(month('2020-02')), source]).toEqual([
      0,
      expect.stringMatching(/^zero: the store has neither/),
    ]);
  });
});

describe('Index returns', () => {
  const period = { from: day('2020-01-01'), to: day('2020-12-31'), sessions: [], endsBy: null };
  const ends = ['2020-01-31', '2020-02-28', '2020-03-31', '2020-04-30'];
  const levels = (days: readonly string[], step: number) =>
    Object.fromEntries(days.map((d, k) => [d, 100 * step ** k]));

  const nifty = { 'nifty-50.tri': levels(ends, 1.01), 'nifty-50.close': levels(ends, 1.009) };
  const growth = (view: AsOfView) => indexReturns(view, 'an-index')!.own.map((m) => m.growth);

  test('are total returns where the store has both', () => {
    const view = viewOf({
      ...nifty,
      'an-index.tri': levels(ends, 1.02),
      'an-index.close': levels(ends, 1.018),
    });
    expect(growth(view)).toEqual([1.02, 1.02, 1.02].map((g) => expect.closeTo(g, 12)));
    expect(indexReturns(view, 'an-index')!.basis).toBe('both with dividends');
  });

  test('are spliced where total returns begin later or end earlier than prices, each month of both indices of one kind', () => {
    const view = viewOf({
      ...nifty,
      'an-index.tri': levels(ends.slice(1, 3), 1.02),
      'an-index.close': levels(ends, 1.018),
    });
    const { own, market, basis } = indexReturns(view, 'an-index')!;
    expect(own.map((m) => m.growth)).toEqual([1.018, 1.02, 1.018].map((g) => expect.closeTo(g, 12)));
    expect(market.map((m) => m.growth)).toEqual([1.009, 1.01, 1.009].map((g) => expect.closeTo(g, 12)));
    expect(basis).toBe(
      'both without dividends, with dividends from 28 Feb 2020, without dividends from 31 Mar 2020',
    );
  });

  test('are price returns in a month whose total return index ends or has a hole within it', () => {
    const ended = [...ends.slice(0, 2), '2020-03-12'];
    const view = viewOf({
      'nifty-50.tri': levels(ended, 1.01),
      'nifty-50.close': levels(ends, 1.009),
      'an-index.tri': levels(ended, 1.02),
      'an-index.close': levels(ends, 1.018),
    });
    expect(growth(view)).toEqual([1.02, 1.018, 1.018].map((g) => expect.closeTo(g, 12)));
  });

  test('do not exist for an index without levels', () => {
    expect(indexReturns(viewOf(nifty), 'an-index')).toBeNull();
  });

  test('leave out and count a month that ends on another day than the benchmark’s, and the month after', () => {
    const own = indexReturns(
      viewOf({
        'nifty-50.tri': levels(ends, 1.01),
        'an-index.tri': levels(['2020-01-31', '2020-02-03', '2020-03-31', '2020-04-30'], 1.02),
      }),
      'an-index',
    )!;
    const { months, unmatched } = pairMonths(own.own, own.market, () => 0, period);
    expect(months.map((m) => m.month)).toEqual([month('2020-04')]);
    expect(unmatched).toBe(2);
  });

  test('exclude a month that is not complete, without counting it', () => {
    const incomplete = ['2020-01-31', '2020-02-28', '2020-03-12'];
    const view = viewOf({
      'nifty-50.tri': levels(incomplete, 1.01),
      'an-index.tri': levels(incomplete, 1.02),
    });
    const { own, market } = indexReturns(view, 'an-index')!;
    expect(pairMonths(own, market, () => 0, period)).toMatchObject({ months: { length: 1 }, unmatched: 0 });
  });

  describe('for a month that ends before a weekday without a session', () => {
    // 29 and 30 March 2018 were Mahavir Jayanti and Good Friday, without a session: March ended on a Wednesday.
    const days = ['2018-01-31', '2018-02-28', '2018-03-28'];
    const view = viewOf({ 'nifty-50.tri': levels(days, 1.01), 'an-index.tri': levels(days, 1.02) });
    const { own, market } = indexReturns(view, 'an-index')!;
    const counted = (change: Partial<SamplePeriod>) => {
      const asked = { ...period, from: day('2018-01-01'), to: day('2018-12-31'), ...change };
      const { months, unmatched } = pairMonths(own, market, () => 0, asked);
      return [months.length, unmatched];
    };

    test('include it where the exchange has an April session, or where the user names the month’s last day', () => {
      expect(counted({ sessions: [...days, '2018-04-02'].map(day) })).toEqual([2, 0]);
      expect(counted({ to: day('2018-03-31'), endsBy: day('2018-03-31') })).toEqual([2, 0]);
    });

    test('exclude it where nothing shows that it was complete', () => {
      expect(counted({})).toEqual([1, 0]);
      expect(counted({ to: day('2018-03-30'), endsBy: day('2018-03-30') })).toEqual([1, 0]);
    });

    test('count it as left out where the exchange had a later session in the month', () => {
      expect(counted({ sessions: [...days, '2018-03-29', '2018-04-02'].map(day) })).toEqual([1, 1]);
      // With a sample that ends before that session, nothing is missing.
      expect(counted({ sessions: [...days, '2018-03-29'].map(day), to: day('2018-03-28') })).toEqual([1, 0]);
    });
  });
});

describe('The round-trip cost', () => {
  const rate = roundTripCost(DEFAULT_COST_RULES);

  test('is 0.5414 % of the amount in January 2022, as computed by hand', () => {
    // Each side: brokerage 0.05 %, transaction tax 0.1 %, exchange 0.00345 %, SEBI ₹10 a crore, impact 0.1 %; stamp duty
    // 0.015 % on the purchase; GST 18 % on brokerage, exchange and SEBI; the investor protection levy is negligible.
    const side = 0.0005 + 0.001 + 0.0000345 + 0.000001 + 0.001 + 0.18 * (0.0005 + 0.0000345 + 0.000001);
    expect(rate(day('2022-01-31'))).toBeCloseTo(2 * side + 0.00015, 5);
  });

  test('before the tables of charges begin equals that of their first month', () => {
    expect(rate(day('2005-06-30'))).toBe(rate(day('2009-10-01')));
  });
});

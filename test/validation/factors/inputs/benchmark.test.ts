import { DEFAULT_COST_RULES } from '../../../../allocations/cost-rules.ts';
import { indexReturns } from '../../../../src/validation/factors/inputs/index-returns.ts';
import { risklessMonths } from '../../../../src/validation/factors/inputs/risk-free-rate.ts';
import { roundTripRate } from '../../../../src/validation/factors/inputs/round-trip-cost.ts';
import type { AsOfView, Column } from '../../../../src/market/as-of.ts';
import { EMPTY } from '../../../../src/market/as-of.ts';
import { day, monthNumber } from '../../../../src/market/day.ts';
import { pairMonths, type ResearchPeriod } from '../../../../src/validation/factors/inputs/monthly-returns.ts';

const column = (rows: Readonly<Record<string, number>>): Column => {
  const days = Int32Array.from(Object.keys(rows), (d) => day(d));
  return { observedOn: days, knownOn: days, value: Float64Array.from(Object.values(rows)) };
};
const viewOf = (columns: Readonly<Record<string, Readonly<Record<string, number>>>>): AsOfView => ({
  asOf: day('2021-12-31'),
  column: (key) => (columns[key] ? column(columns[key]) : EMPTY),
});
const month = (iso: string): number => monthNumber(day(`${iso}-01`));

describe('The riskless rate', () => {
  const rf = { '2020-01-31': 0.5, '2020-02-28': 0.4, '2020-04-30': 0.3 };

  test('is the factor library’s of the month; the last one known where a month has none', () => {
    const { in: rate, from } = risklessMonths(viewOf({ 'iima-factors.rf': rf, 'gsec-10y.close': rf }));
    expect(
      ['2019-06', '2020-01', '2020-02', '2020-03', '2020-04', '2021-12'].map((m) => rate(month(m))),
    ).toEqual([0.005, 0.005, 0.004, 0.004, 0.003, 0.003]);
    expect(from).toMatch(/IIM Ahmedabad/);
  });

  test('is without it a bond yield as it stood when the month began, and said to be too much', () => {
    const { in: rate, from } = risklessMonths(
      viewOf({ 'gsec-10y.close': { '2020-01-02': 9, '2020-01-31': 6 } }),
    );
    expect(rate(month('2020-02'))).toBeCloseTo(1.06 ** (1 / 12) - 1, 15);
    expect(from).toMatch(/more than money earned/);
  });

  test('is nothing where the store has neither, and that is said', () => {
    const { in: rate, from } = risklessMonths(viewOf({}));
    expect([rate(month('2020-02')), from]).toEqual([0, expect.stringMatching(/^nothing: the store has no/)]);
  });
});

describe('The levels of an index', () => {
  const period = { from: day('2020-01-01'), to: day('2020-12-31'), sessions: [], endsBy: null };
  const ends = ['2020-01-31', '2020-02-28', '2020-03-31', '2020-04-30'];
  const levels = (days: readonly string[], step: number) =>
    Object.fromEntries(days.map((d, k) => [d, 100 * step ** k]));

  test('count with dividends where that reaches as far back, and without where it does not', () => {
    const nifty = { 'nifty-50.tri': levels(ends, 1.01), 'nifty-50.close': levels(ends, 1.009) };
    const both = viewOf({
      ...nifty,
      'an-index.tri': levels(ends, 1.02),
      'an-index.close': levels(ends, 1.018),
    });
    expect(indexReturns(both, 'an-index')!.kind).toBe('total');
    expect(indexReturns(both, 'an-index')!.own.map((r) => r.growth)).toEqual([
      expect.closeTo(1.02, 12),
      expect.closeTo(1.02, 12),
      expect.closeTo(1.02, 12),
    ]);
    const late = viewOf({
      ...nifty,
      'an-index.tri': levels(ends.slice(2), 1.02),
      'an-index.close': levels(ends, 1.018),
    });
    expect(indexReturns(late, 'an-index')!.kind).toBe('price');
    expect(indexReturns(viewOf(nifty), 'an-index')).toBeNull();
  });

  test('of a month that ends on another day than the market’s are left out, with the month after, and counted', () => {
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

  test('of a month that is still running are no month yet, nor a fault', () => {
    const running = ['2020-01-31', '2020-02-28', '2020-03-12'];
    const view = viewOf({ 'nifty-50.tri': levels(running, 1.01), 'an-index.tri': levels(running, 1.02) });
    const { own, market } = indexReturns(view, 'an-index')!;
    expect(pairMonths(own, market, () => 0, period)).toMatchObject({ months: { length: 1 }, unmatched: 0 });
  });

  describe('of a month that ends before a weekday without a session', () => {
    // 29 and 30 March 2018 were Mahavir Jayanti and Good Friday, without a session: March ended on a Wednesday.
    const days = ['2018-01-31', '2018-02-28', '2018-03-28'];
    const view = viewOf({ 'nifty-50.tri': levels(days, 1.01), 'an-index.tri': levels(days, 1.02) });
    const { own, market } = indexReturns(view, 'an-index')!;
    const counted = (change: Partial<ResearchPeriod>) => {
      const asked = { ...period, from: day('2018-01-01'), to: day('2018-12-31'), ...change };
      const { months, unmatched } = pairMonths(own, market, () => 0, asked);
      return [months.length, unmatched];
    };

    test('are whole where the exchange goes on in April, or where the user names the month’s last day', () => {
      expect(counted({ sessions: [...days, '2018-04-02'].map(day) })).toEqual([2, 0]);
      expect(counted({ to: day('2018-03-31'), endsBy: day('2018-03-31') })).toEqual([2, 0]);
    });

    test('are no month where nobody knows that it was over', () => {
      expect(counted({})).toEqual([1, 0]);
      expect(counted({ to: day('2018-03-30'), endsBy: day('2018-03-30') })).toEqual([1, 0]);
    });

    test('are counted as left out where the exchange had a later session in it', () => {
      expect(counted({ sessions: [...days, '2018-03-29', '2018-04-02'].map(day) })).toEqual([1, 1]);
      // Of a record that is asked to end before that session, nothing is missing.
      expect(counted({ sessions: [...days, '2018-03-29'].map(day), to: day('2018-03-28') })).toEqual([1, 0]);
    });
  });
});

describe('A round trip', () => {
  const rate = roundTripRate(DEFAULT_COST_RULES);

  test('in January 2022 takes, worked by hand, 0.5414 % of what is moved', () => {
    // Each side: brokerage 0.05 %, transaction tax 0.1 %, exchange 0.00345 %, SEBI ₹10 a crore, impact 0.1 %; stamp duty
    // 0.015 % on the purchase; GST 18 % on brokerage, exchange and SEBI; investor protection a token.
    const side = 0.0005 + 0.001 + 0.0000345 + 0.000001 + 0.001 + 0.18 * (0.0005 + 0.0000345 + 0.000001);
    expect(rate(day('2022-01-31'))).toBeCloseTo(2 * side + 0.00015, 5);
  });

  test('before the tables of charges begin is that of their first month', () => {
    expect(rate(day('2005-06-30'))).toBe(rate(day('2009-10-01')));
  });
});

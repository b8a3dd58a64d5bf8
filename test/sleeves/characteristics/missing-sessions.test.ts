import { addDays, type Day, day, iso, isWeekend, monthOf } from '../../../src/market/day.ts';
import { missingSessions } from '../../../src/sleeves/characteristics/missing-sessions.ts';
import type { SleeveDefinition } from '../../../src/sleeves/definition.ts';
import {
  closeMonth,
  newRollingMarket,
  advanceMarket,
} from '../../../src/sleeves/characteristics/rolling-market.ts';
import { characteristicValues } from '../../../src/sleeves/characteristics/characteristics.ts';
import { completedReviews } from '../../../src/sleeves/sleeve-history.ts';
import { threeStockSlice, threeStocks, THREE } from '../three-stocks.fixture.ts';

const weekdays = (from: string, to: string): Day[] => {
  const days: Day[] = [];
  for (let d = day(from); d <= day(to); d = addDays(d, 1)) if (!isWeekend(d)) days.push(d);
  return days;
};
const calendar = weekdays('2020-01-31', '2020-12-31');
const without = (gone: (isoDay: string) => boolean): Day[] => calendar.filter((d) => !gone(iso(d)));
const codes = (days: readonly Day[]): string[] => missingSessions(days, calendar).map((p) => p.code);

test('sessions without prices are counted and listed, as are months without their last session', () => {
  expect(missingSessions(calendar, calendar)).toEqual([]);
  const ends = missingSessions(
    without((d) => d >= '2020-08-28' && d <= '2020-09-01'),
    calendar,
  );
  expect(ends.map((p) => p.message)).toEqual([
    expect.stringMatching(
      /^3 sessions of the Nifty have no stock prices: 28 Aug 2020, 31 Aug 2020, 01 Sep 2020\. /,
    ),
    expect.stringMatching(/^the last session has no stock prices in 2020-08: /),
  ]);
  const month = missingSessions(
    without((d) => d.startsWith('2020-08')),
    calendar,
  );
  expect(month.map((p) => p.message)).toEqual([
    expect.stringMatching(/^21 sessions of the Nifty have no stock prices: 03 Aug 2020, .* and 13 more\. /),
    expect.stringMatching(/^there are no stock prices in 2020-08: /),
  ]);
});

test('sessions before the first price, after the last, or outside the calendar are not missing', () => {
  expect(codes(without((d) => d < '2020-06-10' || d > '2020-06-25'))).toEqual([]);
  expect(missingSessions(weekdays('2020-01-31', '2020-03-31'), [])).toEqual([]);
  const [gap] = missingSessions([day('2019-11-29'), day('2020-02-03')], []);
  expect(gap!.message).toMatch(/2019-12, 2020-01/);
});

test('momentum is measured over calendar months and is unknown if its first month is missing', () => {
  const of = (gone: string, months: number): number => {
    const market = newRollingMarket(THREE);
    const days = weekdays('2019-01-01', '2020-12-31').filter((d) => monthOf(d) !== gone);
    days.forEach((d, t) => {
      // The price identifies the month: 100 in January 2019, one more a month.
      const price = 100 + 12 * (Number(iso(d).slice(0, 4)) - 2019) + Number(iso(d).slice(5, 7)) - 1;
      advanceMarket(market, threeStockSlice(d, { close: price }));
      if (days[t + 1] === undefined || monthOf(days[t + 1]!) !== monthOf(d)) closeMonth(market);
    });
    return characteristicValues(market, { kind: 'total-return', fromMonthsAgo: months, toMonthsAgo: 0 })[0]!;
  };
  // December 2020 stands at 123, June at 117, December 2019 at 111.
  expect(of('none', 6)).toBeCloseTo(123 / 117 - 1, 9);
  expect(of('2020-08', 6)).toBeCloseTo(123 / 117 - 1, 9);
  expect(of('2020-08', 12)).toBeCloseTo(123 / 111 - 1, 9);
  expect(of('2020-08', 4)).toBeNaN();
});

test('a change in a month without prices is an infeasible review and is not made later', () => {
  const rebalance: SleeveDefinition['rebalance'] = {
    months: [3, 9],
    cutOffMonthsBefore: 1,
    source: 'our choice',
  };
  const gone = (d: Day): boolean => monthOf(d) === '2020-03' || monthOf(d) === '2020-08';
  const history = threeStocks(
    () => ({}),
    { rebalance },
    (d) => !gone(d),
  );
  expect(history.reviews).toMatchObject([
    {
      kind: 'infeasible',
      cutOff: day('2020-02-28'),
      reason: 'there are no prices in the month of the change',
    },
  ]);
  expect(completedReviews(history)).toEqual([]);
});

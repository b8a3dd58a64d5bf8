import { addDays, type Day, day, isWeekend } from '../../../src/market/day.ts';
import { returnsOf, riskOf } from '../../../src/sleeves/levels/performance.ts';
import type { IndexLevels } from '../../../src/sleeves/sleeve-history.ts';

const weekdays = (from: string, to: string): Day[] => {
  const days: Day[] = [];
  for (let d = day(from); d <= day(to); d = addDays(d, 1)) if (!isWeekend(d)) days.push(d);
  return days;
};
const levelsOf = (days: readonly Day[], total: (t: number) => number, price = total): IndexLevels => ({
  day: days,
  price: days.map((_, t) => price(t)),
  total: days.map((_, t) => total(t)),
});

// Each level identifies its day, so the base session can be read off a return.
const days = weekdays('2014-06-30', '2020-05-14');
const at = (iso: string): number => days.indexOf(day(iso));
const level = (t: number): number => 1000 + t;
const own = levelsOf(days, level, (t) => 1000 + t / 2);
const to = days.at(-1)!;

test('the base of a period is the last session before it begins', () => {
  const found = returnsOf(own, own, to);
  expect(found.map((r) => [r.period, r.from, r.isAnnual])).toEqual([
    ['quarter to date', '2020-03-31', false],
    ['year to date', '2019-12-31', false],
    ['1 year', '2019-05-14', false],
    // 14 May 2015 was a Thursday; 30 June 2014 is the first level.
    ['5 years', '2015-05-14', true],
    ['since inception', '2014-06-30', true],
  ]);
});

test('returns are annualised only for periods longer than a year', () => {
  const [quarter, , , five] = returnsOf(own, own, to);
  const last = days.length - 1;
  expect(quarter!.total).toBeCloseTo(level(last) / level(at('2020-03-31')) - 1, 12);
  expect(quarter!.price).toBeCloseTo((1000 + last / 2) / (1000 + at('2020-03-31') / 2) - 1, 12);
  // 1,827 days.
  const growth = level(last) / level(at('2015-05-14'));
  expect(five!.total).toBeCloseTo(Math.exp(Math.log(growth) / (1827 / 365.25)) - 1, 12);
  expect(five!.market).toBe(five!.total);
});

test('a one-year return is not annualised when its base session is some days earlier', () => {
  // 15 to 17 May 2019 were no sessions of these levels, so the year to 17 May 2020 is counted from 14 May: 369 days.
  const holidays = days.filter((d) => d < day('2019-05-15') || d > day('2019-05-17'));
  const found = levelsOf([...holidays, day('2020-05-17')], level);
  const year = returnsOf(found, found, day('2020-05-17')).find((r) => r.period === '1 year')!;
  expect([year.from, year.isAnnual]).toEqual(['2019-05-14', false]);
  const base = level(found.day.indexOf(day('2019-05-14')));
  expect(year.total).toBeCloseTo(level(found.day.length - 1) / base - 1, 12);
});

test('periods that begin before the levels are left out, and the market return is null where its levels are shorter', () => {
  const young = levelsOf(weekdays('2020-02-03', '2020-05-14'), level);
  expect(returnsOf(young, own, to).map((r) => r.period)).toEqual(['quarter to date', 'since inception']);
  const found = returnsOf(own, young, to);
  expect(found.map((r) => r.market === null)).toEqual([false, true, true, true, true]);
});

test('one year before 29 February is 28 February', () => {
  const leap = levelsOf(weekdays('2018-01-01', '2020-02-29'), level);
  expect(returnsOf(leap, leap, day('2020-02-28')).find((r) => r.period === '1 year')!.from).toBe(
    '2019-02-28',
  );
  const saturday: IndexLevels = levelsOf([...leap.day, day('2020-02-29')], level);
  expect(returnsOf(saturday, leap, day('2020-02-29')).find((r) => r.period === '1 year')!.from).toBe(
    '2019-02-28',
  );
});

test('twice the market’s return every day gives a beta of 2 and an R² of 1', () => {
  const moves = days.map((_, t) => 0.01 * Math.sin(t * 1.7) + 0.002 * Math.cos(t));
  const grow = (times: number): number[] => {
    const levels = [1000];
    for (const m of moves.slice(1)) levels.push(levels.at(-1)! * (1 + times * m));
    return levels;
  };
  const [single, double] = [grow(1), grow(2)];
  const [market, twice] = [levelsOf(days, (t) => single[t]!), levelsOf(days, (t) => double[t]!)];
  const found = riskOf(twice, market, to);
  expect(found.map((r) => r.period)).toEqual(['1 year', '5 years', 'since inception']);
  for (const r of found) {
    expect(r.beta).toBeCloseTo(2, 9);
    expect(r.rSquared).toBeCloseTo(1, 9);
  }
  const whole = found[2]!;
  const mean = moves.slice(1).reduce((a, b) => a + 2 * b, 0) / (days.length - 1);
  const variance = moves.slice(1).reduce((a, b) => a + (2 * b - mean) ** 2, 0) / (days.length - 2);
  expect(whole.volatility).toBeCloseTo(Math.sqrt(252 * variance), 12);
  const falls = double.map((x, t) => x / Math.max(...double.slice(0, t + 1)) - 1);
  expect(whole.maximumDrawdown).toBeCloseTo(Math.min(...falls), 12);
});

test('no risk is reported for fewer than sixty sessions or for constant levels', () => {
  const young = levelsOf(weekdays('2020-03-02', '2020-05-14'), level);
  expect(riskOf(young, own, to)).toEqual([]);
  const still = levelsOf(days, () => 1000);
  expect(riskOf(still, own, to)).toEqual([]);
});

import { refuseOutside, scheduleMonths } from '../../src/backtest/schedule.ts';
import { addDays, day, type Day } from '../../src/market/day.ts';

/** Weekdays from 1 January to 30 June 2020. */
const SESSIONS: readonly Day[] = Array.from({ length: 182 }, (_, i) => addDays(day('2020-01-01'), i)).filter(
  (d) => ![6, 0].includes(new Date(d * 86_400_000).getUTCDay()),
);

const refusal = (from: string | undefined, to: string): string => {
  try {
    refuseOutside(SESSIONS, from === undefined ? undefined : day(from), day(to));
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

test('a span that ends before it begins is refused', () => {
  expect(refusal('2020-04-30', '2020-03-31')).toMatch(
    /2020-04-30 to 2020-03-31.*does not end after it begins/,
  );
});

test('months outside the store are refused with the sessions it has', () => {
  const has = 'The store has sessions from 2020-01-01 to 2020-06-30';
  expect(refusal('2019-12-31', '2020-03-31')).toContain('is before the store begins');
  expect(refusal('2020-01-31', '2020-07-01')).toContain('is after the store ends');
  for (const text of [refusal('2019-12-31', '2020-03-31'), refusal('2020-01-31', '2035-01-31')])
    expect(text).toContain(has);
});

test('the first and the last month of the store may be named by any of their days', () => {
  const early = SESSIONS.slice(10, -10);
  expect(() => refuseOutside(early, day('2020-01-01'), day('2020-06-30'))).not.toThrow();
});

test('a span with one month-end that can be filled is refused', () => {
  expect(() => scheduleMonths(SESSIONS, { from: day('2020-02-01'), to: day('2020-03-05') })).toThrow(
    /has one month-end that can be filled/,
  );
});

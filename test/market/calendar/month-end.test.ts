import { day } from '../../../src/market/day.ts';
import { isMonthOver } from '../../../src/market/calendar/month-end.ts';

const over = (session: string, sessions: readonly string[] = [session], by: string | null = null): boolean =>
  isMonthOver(day(session), sessions.map(day), by === null ? null : day(by));

test('a later session of the exchange decides whether a month is over', () => {
  // Good Friday 29 March 2024 was no session, Monday 1 April was.
  expect(over('2024-03-28', ['2024-03-27', '2024-03-28', '2024-04-01'])).toBe(true);
  expect(over('2024-03-27', ['2024-03-27', '2024-03-28', '2024-04-01'])).toBe(false);
  expect(over('2024-03-27', ['2024-03-27', '2024-03-28'], '2024-03-31')).toBe(false);
});

test('without a later session a month ends with its last weekday', () => {
  expect(over('2024-05-31')).toBe(true);
  expect(over('2024-06-28')).toBe(true);
  expect(over('2024-03-28')).toBe(false);
  expect(over('2024-05-30')).toBe(false);
  expect(over('2023-12-29')).toBe(true);
});

test('a caller may state a day by which the month is over', () => {
  expect(over('2024-03-28', ['2024-03-28'], '2024-03-31')).toBe(true);
  expect(over('2024-03-28', ['2024-03-28'], '2024-04-02')).toBe(true);
  expect(over('2024-03-28', ['2024-03-28'], '2024-03-30')).toBe(false);
});

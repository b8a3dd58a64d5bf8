import { afterReviews } from '../../../src/backtest/stocks/sleeve-levels.ts';
import type { Day } from '../../../src/market/day.ts';

const sessions = [10, 11, 14, 15, 16] as Day[];
const levels = Float64Array.from([100, 110, 121, 121, 133.1]);
const exchange = (): number => 0.005;

test('a review is paid for at the first session after it, by what it exchanged', () => {
  const reviews = [{ day: 11 as Day, turnover: 0.2 }];
  const kept = 1 - 0.2 * 0.005;
  expect([...afterReviews(levels, sessions, reviews, { exchange, from: 10 as Day })]).toEqual([
    100,
    110,
    121 * kept,
    121 * kept,
    133.1 * kept,
  ]);
});

test('reviews before the start, and those after which nothing was traded yet, are not paid for', () => {
  const reviews = [9, 16].map((day) => ({ day: day as Day, turnover: 0.2 }));
  expect(afterReviews(levels, sessions, reviews, { exchange, from: 10 as Day })).toEqual(levels);
});

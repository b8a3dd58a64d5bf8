import { grouped } from '../../../format/numbers.ts';
import { addDays, type Day, dayOf, displayDay, isWeekend, monthNumber } from '../../../market/day.ts';
import { periodOf } from '../../../optimiser/file/period.ts';
import { type ValuePath, valuesOf } from '../value-path.ts';
import type { DatedSeries } from './read-series.ts';

const DAYS = 365;

/**
 * The value path of a series. Prices are one already. Returns start at 1, one period before their first date: at the end of the
 * month, quarter or year before, on the weekday before, or a week before. Yields are invested from each of `days` to the next
 * at the last one published by then, simple interest on actual days over 365, as 91-day bills are quoted.
 *
 * @param days for yields: the days of the path; they start no earlier than the first yield.
 */
export function seriesPath({ unit, days, values }: DatedSeries, on: readonly Day[] | null = null): ValuePath {
  if (unit === 'price') return { days, values };
  if (unit === 'yield') return yieldPath(days, values, on ?? days);
  return { days: [startOf(days), ...days], values: valuesOf(values) };
}

/** Where a series of returns begins. */
function startOf(days: readonly Day[]): Day {
  const first = days[0]!;
  const monthsBack: Readonly<Record<string, number>> = {
    'a month': 1,
    'a quarter': 3,
    'half a year': 6,
    'a year': 12,
  };
  const { name } = periodOf(days);
  const months = monthsBack[name ?? ''];
  if (months !== undefined) return endOfMonth(monthNumber(first) - months);
  if (name === 'a day') {
    let before = addDays(first, -1);
    while (isWeekend(before)) before = addDays(before, -1);
    return before;
  }
  const gaps = days.slice(1).map((day, i) => day - days[i]!);
  return addDays(first, -(gaps.sort((a, b) => a - b)[gaps.length >> 1] ?? 1));
}

const endOfMonth = (month: number): Day =>
  addDays(dayOf(Math.floor((month + 1) / 12), ((month + 1) % 12) + 1, 1)!, -1);

function yieldPath(days: readonly Day[], yields: readonly number[], on: readonly Day[]): ValuePath {
  const inForce = on.filter((day) => day >= days[0]!);
  const levels = new Float64Array(inForce.length).fill(1);
  let at = 0;
  for (let i = 1; i < inForce.length; i++) {
    const from = inForce[i - 1]!;
    while (at + 1 < days.length && days[at + 1]! <= from) at++;
    levels[i] = levels[i - 1]! * (1 + (yields[at]! * (inForce[i]! - from)) / DAYS);
  }
  return { days: inForce, values: levels };
}

/** An investment of 1 at a constant rate a year, compounded yearly on 365.25 days. */
export const constantRatePath = (rate: number, days: readonly Day[]): ValuePath => ({
  days,
  values: Float64Array.from(days, (day) => (1 + rate) ** ((day - days[0]!) / 365.25)),
});

/**
 * A monthly path on the days of another monthly path: vendors date a month by its last session or its last calendar day, and
 * both mean the same month. Other paths are returned as they are.
 */
export function onMonthsOf(path: ValuePath, other: ValuePath): ValuePath {
  if (periodOf(path.days).name !== 'a month' || periodOf(other.days).name !== 'a month') return path;
  const dayIn = new Map(other.days.map((day) => [monthNumber(day), day]));
  return { days: path.days.map((day) => dayIn.get(monthNumber(day)) ?? day), values: path.values };
}

/** How a series was read, in words. */
export const readAs = ({ heading, unit, days }: DatedSeries): string =>
  `${JSON.stringify(heading)} as ${{ price: 'prices', fraction: 'returns in fractions', percent: 'returns in percent', yield: 'yields in percent a year' }[unit]}, ${grouped(days.length, 0)} rows from ${displayDay(days[0]!)} to ${displayDay(days.at(-1)!)}`;

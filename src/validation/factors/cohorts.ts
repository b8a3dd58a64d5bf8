import { type Day, monthNumber } from '../../market/day.ts';
import { type MonthlyReturn, monthlyReturns } from '../../market/monthly-returns.ts';
import type { DaySlice } from '../../market/stocks/day-slice.ts';
import type { MarketMemory } from '../../sleeves/characteristics/rolling-market.ts';
import { advanceSleeve, newSleeveWalk, type SleeveWalk } from '../../sleeves/levels/index-simulation.ts';

/**
 * Months since a review over which its members' returns are told together. Half-years, so that of a sleeve reviewed at least
 * twice a year every calendar month is in each of them and they can be compared.
 */
export const AGES = [
  { name: 'months 1 to 6', from: 1, to: 6 },
  { name: 'months 7 to 12', from: 7, to: 12 },
  { name: 'months 13 to 18', from: 13, to: 18 },
  { name: 'months 19 to 24', from: 19, to: 24 },
] as const;
const OLDEST = AGES.at(-1)!.to;

/** The members of one review, held without another change until they are two years old. */
export interface Cohort {
  readonly since: Day;
  readonly walk: SleeveWalk;
}

/** What a sleeve's walk has just taken on, from the close of `since`, whose levels the walk has; null where it has none. */
export function newCohort({ definition, index, levels }: SleeveWalk, since: Day): Cohort | null {
  const at = levels.day.lastIndexOf(since);
  if (!index || at < 0) return null;
  const walk = newSleeveWalk(definition);
  for (let k = at; k < levels.day.length; k++) {
    walk.levels.day.push(levels.day[k]!);
    walk.levels.price.push(levels.price[k]!);
    walk.levels.total.push(levels.total[k]!);
  }
  walk.index = index;
  return { since, walk };
}

/** Takes in a session that the memory has taken in, until the cohort is too old. In place. */
export function advanceCohort({ since, walk }: Cohort, slice: DaySlice, memory: MarketMemory): void {
  if (ageIn(since, monthNumber(slice.day)) <= OLDEST) advanceSleeve(walk, slice, memory);
}

const ageIn = (since: Day, month: number): number => month - monthNumber(since);

/**
 * Month by month, the mean return of all cohorts of an age: overlapping portfolios in calendar time, after Jegadeesh and
 * Titman (1993), so that no month counts twice.
 */
export function returnsByAge(cohorts: readonly Cohort[]): { name: string; returns: MonthlyReturn[] }[] {
  const all = cohorts.flatMap(({ since, walk }) =>
    monthlyReturns(walk.levels.day, walk.levels.total).map((r) => ({ ...r, age: ageIn(since, r.month) })),
  );
  const months = [...new Set(all.map((r) => r.month))].sort((a, b) => a - b);
  return AGES.map(({ name, from, to }) => {
    const aged = all.filter((r) => r.age >= from && r.age <= to);
    const returns = months.flatMap((month): MonthlyReturn[] => {
      const of = aged.filter((r) => r.month === month);
      if (of.length === 0) return [];
      const growth = of.reduce((sum, r) => sum + r.growth, 0) / of.length;
      return [{ month, start: of[0]!.start, end: of[0]!.end, growth }];
    });
    return { name, returns };
  });
}

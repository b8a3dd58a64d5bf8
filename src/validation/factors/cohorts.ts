import { type Day, monthNumber } from '../../market/day.ts';
import { type MonthlyReturn, monthlyReturns } from '../../market/monthly-returns.ts';
import type { DailySlice } from '../../market/stocks/daily-slice.ts';
import type { RollingMarket } from '../../sleeves/characteristics/rolling-market.ts';
import {
  advanceSimulation,
  newIndexSimulation,
  type IndexSimulation,
} from '../../sleeves/levels/index-simulation.ts';

/**
 * Months since a review over which the constituents' returns are pooled. Half-years, so that for a sleeve reviewed at least
 * twice a year every calendar month falls in each bucket and the buckets are comparable.
 */
export const AGES = [
  { name: 'months 1 to 6', from: 1, to: 6 },
  { name: 'months 7 to 12', from: 7, to: 12 },
  { name: 'months 13 to 18', from: 13, to: 18 },
  { name: 'months 19 to 24', from: 19, to: 24 },
] as const;
const OLDEST = AGES.at(-1)!.to;

/** The constituents of one review, held without further changes for two years. */
export interface Cohort {
  readonly since: Day;
  readonly simulation: IndexSimulation;
}

/** The cohort that a sleeve formed at the close of `since`; null where the sleeve has no level on that day. */
export function newCohort({ definition, index, levels }: IndexSimulation, since: Day): Cohort | null {
  const at = levels.day.lastIndexOf(since);
  if (!index || at < 0) return null;
  const simulation = newIndexSimulation(definition);
  for (let k = at; k < levels.day.length; k++) {
    simulation.levels.day.push(levels.day[k]!);
    simulation.levels.price.push(levels.price[k]!);
    simulation.levels.total.push(levels.total[k]!);
  }
  simulation.index = index;
  return { since, simulation };
}

/** Processes a session, until the cohort is two years old. The rolling market must have processed it. In place. */
export function advanceCohort({ since, simulation }: Cohort, slice: DailySlice, memory: RollingMarket): void {
  if (ageIn(since, monthNumber(slice.day)) <= OLDEST) advanceSimulation(simulation, slice, memory);
}

const ageIn = (since: Day, month: number): number => month - monthNumber(since);

/**
 * For each age bucket, the mean return of all its cohorts by calendar month: overlapping portfolios in calendar time
 * (Jegadeesh and Titman 1993), so that no month counts twice.
 */
export function returnsByAge(cohorts: readonly Cohort[]): { name: string; returns: MonthlyReturn[] }[] {
  const all = cohorts.flatMap(({ since, simulation }) =>
    monthlyReturns(simulation.levels.day, simulation.levels.total).map((r) => ({
      ...r,
      age: ageIn(since, r.month),
    })),
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

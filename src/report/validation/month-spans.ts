import { runsOf } from '../../validation/regimes/measures/runs.ts';

/** Consecutive calendar months with one value: from the first day of the first month to the day after the last. ISO. */
export interface MonthSpan<T> {
  readonly value: T;
  readonly from: string;
  readonly to: string;
}

/** Groups consecutive months with equal values. */
export const monthSpans = <T>(monthEnds: readonly string[], values: readonly T[]): MonthSpan<T>[] =>
  runsOf(values).map(({ label, from, months }) => ({
    value: label,
    from: `${monthEnds[from]!.slice(0, 7)}-01`,
    to: monthAfter(monthEnds[from + months - 1]!),
  }));

/** First day of the month after an ISO date or a month such as `2020-03`. */
export function monthAfter(iso: string): string {
  const [year = 0, month = 0] = iso.split('-').map(Number);
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
}

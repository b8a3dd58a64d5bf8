import { runsOf } from '../../validation/regimes/measures/runs.ts';

/** A stretch of calendar months of one value: from the first of its first month to the first of the month after it. ISO. */
export interface MonthSpan<T> {
  readonly value: T;
  readonly from: string;
  readonly to: string;
}

/** Stretches of equal values over months that follow one another. */
export const monthSpans = <T>(monthEnds: readonly string[], values: readonly T[]): MonthSpan<T>[] =>
  runsOf(values).map(({ label, from, months }) => ({
    value: label,
    from: `${monthEnds[from]!.slice(0, 7)}-01`,
    to: monthAfter(monthEnds[from + months - 1]!),
  }));

/** The first of the month after the month of an ISO date, or of a month such as `2020-03`. */
export function monthAfter(iso: string): string {
  const [year = 0, month = 0] = iso.split('-').map(Number);
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
}

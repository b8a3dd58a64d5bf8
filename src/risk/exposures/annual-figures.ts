import type { YearlyValues } from '../../market/stocks/companies/accounts.ts';

/** The window of a multi-year figure, and the minimum number of years with data. */
export interface YearsRule {
  readonly years: number;
  readonly minimumYears: number;
}

const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;

/** Mean of the annual values; NaN with fewer than the minimum number of years. */
export const meanOf = ({ values }: YearlyValues, { minimumYears }: YearsRule): number =>
  values.length < minimumYears ? NaN : mean(values);

/**
 * Annual growth rate: least-squares slope over time, divided by the mean absolute value (USE3's EGRO and AGRO). The
 * mean uses absolute values, so that losses do not flip the sign of growth (our choice).
 */
export function growthOf({ times, values }: YearlyValues, { minimumYears }: YearsRule): number {
  if (values.length < minimumYears) return NaN;
  const middle = mean(times);
  let tt = 0;
  let tv = 0;
  for (const [i, time] of times.entries()) {
    tt += (time - middle) ** 2;
    tv += (time - middle) * values[i]!;
  }
  return tv / tt / mean(values.map(Math.abs));
}

/** Coefficient of variation: sample standard deviation (divisor n − 1) over the absolute mean. */
export function variationOf({ values }: YearlyValues, { minimumYears }: YearsRule): number {
  if (values.length < minimumYears) return NaN;
  const middle = mean(values);
  const squares = values.reduce((sum, v) => sum + (v - middle) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1)) / Math.abs(middle);
}

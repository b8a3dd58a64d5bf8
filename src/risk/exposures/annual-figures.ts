import type { YearlyValues } from '../../market/stocks/companies/accounts.ts';

/** How many years must be there for what is said of several. */
export interface YearsRule {
  readonly years: number;
  readonly minimumYears: number;
}

const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;

/** The mean; NaN under the minimum of years. */
export const meanOf = ({ values }: YearlyValues, { minimumYears }: YearsRule): number =>
  values.length < minimumYears ? NaN : mean(values);

/**
 * Growth a year: the slope of the least-squares line on time over the mean size of the values (USE3's EGRO and
 * AGRO). The mean is of absolute values, so that a loss is not read as growth backwards (our choice).
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

/** Coefficient of variation: standard deviation (over n − 1) over the size of the mean. */
export function variationOf({ values }: YearlyValues, { minimumYears }: YearsRule): number {
  if (values.length < minimumYears) return NaN;
  const middle = mean(values);
  const squares = values.reduce((sum, v) => sum + (v - middle) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1)) / Math.abs(middle);
}

import type { YearlyValues } from '../../market/stocks/companies/accounts.ts';

/**
 * Standard deviation (over n) of the year-on-year growth of annual earnings per share. Growth from a loss or from zero is
 * undefined, so such a year leaves a gap.
 *
 * @param minimum the number of growth rates needed.
 * @returns a fraction; NaN with fewer growth rates.
 */
export function earningsGrowthVariability({ times, values }: YearlyValues, minimum: number): number {
  const growths: number[] = [];
  for (let k = 1; k < values.length; k++) {
    const [before, now] = [values[k - 1]!, values[k]!];
    const years = times[k]! - times[k - 1]!;
    if (before > 0 && years > 0.7 && years < 1.3) growths.push(now / before - 1);
  }
  if (growths.length < minimum) return NaN;
  const mean = growths.reduce((sum, g) => sum + g, 0) / growths.length;
  return Math.sqrt(growths.reduce((sum, g) => sum + (g - mean) ** 2, 0) / growths.length);
}

import type { YearlyValues } from '../../market/stocks/companies/accounts.ts';

/**
 * Deviation (over n) of the growth of annual earnings per share from year to year; NaN where fewer than `least` growths
 * can be measured. Growth from a loss or from nothing has no meaning, so such a year leaves a gap.
 */
export function earningsGrowthVariability({ times, values }: YearlyValues, least: number): number {
  const growths: number[] = [];
  for (let k = 1; k < values.length; k++) {
    const [before, now] = [values[k - 1]!, values[k]!];
    const years = times[k]! - times[k - 1]!;
    if (before > 0 && years > 0.7 && years < 1.3) growths.push(now / before - 1);
  }
  if (growths.length < least) return NaN;
  const mean = growths.reduce((sum, g) => sum + g, 0) / growths.length;
  return Math.sqrt(growths.reduce((sum, g) => sum + (g - mean) ** 2, 0) / growths.length);
}

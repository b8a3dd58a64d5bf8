import { mean } from '../../math/statistics/sample-moments.ts';
import type { FundMonths } from '../fund-months.ts';
import { type Measured, measured, undefinedBecause } from '../measured.ts';
import { MONTHS_A_YEAR } from './standard-deviation.ts';

/** Months and weights of CRISIL's ranking: the last months are in all four periods and so count most. */
const PERIODS = [
  [36, 0.325],
  [27, 0.275],
  [18, 0.225],
  [9, 0.175],
] as const;

/** Mean monthly return, per year, weighted over four overlapping periods (CRISIL mutual fund ranking). */
export function progressiveMean({ returns }: FundMonths): Measured {
  if (returns.length < PERIODS[0][0]) return undefinedBecause('fewer than 36 months');
  return measured(
    PERIODS.reduce((sum, [months, weight]) => sum + weight * mean(returns.slice(-months)), 0) * MONTHS_A_YEAR,
  );
}

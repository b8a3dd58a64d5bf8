import { mean, sampleDeviation } from '../../math/statistics/sample-moments.ts';
import type { FundMonths } from '../fund-months.ts';
import { finiteOr, type Measured, undefinedBecause } from '../measured.ts';
import { MONTHS_A_YEAR } from './standard-deviation.ts';

/** A deviation of no more than the rounding of the arithmetic is none. */
export const NO_DEVIATION = 1e-14;

/** Mean excess return over the deviation of excess returns, per year (Sharpe 1994). */
export function sharpeRatio({ excess }: FundMonths): Measured {
  const deviation = sampleDeviation(excess);
  return deviation > NO_DEVIATION
    ? finiteOr(
        (MONTHS_A_YEAR * mean(excess)) / (Math.sqrt(MONTHS_A_YEAR) * deviation),
        'fewer than two months',
      )
    : undefinedBecause('excess returns do not vary');
}

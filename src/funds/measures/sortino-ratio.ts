import { downsideDeviation, mean } from '../../math/statistics/sample-moments.ts';
import type { FundMonths } from '../fund-months.ts';
import { finiteOr, type Measured, undefinedBecause } from '../measured.ts';
import { NO_DEVIATION } from './sharpe-ratio.ts';
import { MONTHS_A_YEAR } from './standard-deviation.ts';

/** Downside deviation of excess returns below the risk-free rate, over all months, per year. */
export const annualDownsideDeviation = ({ excess }: FundMonths): Measured =>
  finiteOr(downsideDeviation(excess) * Math.sqrt(MONTHS_A_YEAR), 'no months');

/** Mean excess return over the downside deviation, per year (Sortino and Price 1994). */
export function sortinoRatio({ excess }: FundMonths): Measured {
  const deviation = downsideDeviation(excess);
  return deviation > NO_DEVIATION
    ? finiteOr((MONTHS_A_YEAR * mean(excess)) / (Math.sqrt(MONTHS_A_YEAR) * deviation), 'no months')
    : undefinedBecause('no month below the risk-free rate');
}

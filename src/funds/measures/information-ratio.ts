import { mean, sampleDeviation } from '../../math/statistics/sample-moments.ts';
import type { FundMonths } from '../fund-months.ts';
import { finiteOr, type Measured, undefinedBecause } from '../measured.ts';
import { NO_DEVIATION } from './sharpe-ratio.ts';
import { MONTHS_A_YEAR } from './standard-deviation.ts';

const active = ({ returns, benchmark }: FundMonths): Float64Array => returns.map((r, i) => r - benchmark[i]!);

/** Tracking error: standard deviation of returns less the benchmark's, per year. */
export const trackingError = (months: FundMonths): Measured =>
  finiteOr(sampleDeviation(active(months)) * Math.sqrt(MONTHS_A_YEAR), 'fewer than two months');

/** Mean return less the benchmark's over the tracking error, per year. */
export function informationRatio(months: FundMonths): Measured {
  const differences = active(months);
  const deviation = sampleDeviation(differences);
  return deviation > NO_DEVIATION
    ? finiteOr(
        (MONTHS_A_YEAR * mean(differences)) / (Math.sqrt(MONTHS_A_YEAR) * deviation),
        'fewer than two months',
      )
    : undefinedBecause('no difference from the benchmark');
}

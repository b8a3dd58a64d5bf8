import { mean, sampleDeviation } from '../../math/statistics/sample-moments.ts';
import type { FundMonths } from '../fund-months.ts';
import { finiteOr, type Measured, measured } from '../measured.ts';

/** The months in which the fund lost: their number, their mean, and their standard deviation, not annualised. */
export function negativeMonths({ returns }: FundMonths): {
  readonly count: Measured;
  readonly mean: Measured;
  readonly deviation: Measured;
} {
  const losses = returns.filter((r) => r < 0);
  return {
    count: measured(losses.length),
    mean: finiteOr(mean(losses), 'no negative month'),
    deviation: finiteOr(sampleDeviation(losses), 'fewer than two negative months'),
  };
}

import { sampleDeviation } from '../../math/statistics/sample-moments.ts';
import type { FundMonths } from '../fund-months.ts';
import { finiteOr, type Measured } from '../measured.ts';

export const MONTHS_A_YEAR = 12;

/** Standard deviation of monthly returns, per year: sd·√12. */
export const standardDeviation = ({ returns }: FundMonths): Measured =>
  finiteOr(sampleDeviation(returns) * Math.sqrt(MONTHS_A_YEAR), 'fewer than two months');

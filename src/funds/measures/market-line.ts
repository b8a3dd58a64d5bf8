import { mean } from '../../math/statistics/sample-moments.ts';
import { regress, type SimpleRegression } from '../../math/regression/simple-regression.ts';
import type { FundMonths } from '../fund-months.ts';
import { finiteOr, type Measured, undefinedBecause } from '../measured.ts';
import { MONTHS_A_YEAR } from './standard-deviation.ts';

/** The regression of a fund's excess returns on its benchmark's (Jensen 1968); null if the benchmark does not vary. */
export const marketLine = ({ excess, excessBenchmark }: FundMonths): SimpleRegression | null =>
  regress(excess, excessBenchmark);

const ofLine = (line: SimpleRegression | null, value: (line: SimpleRegression) => number): Measured =>
  line === null
    ? undefinedBecause('the benchmark does not vary')
    : finiteOr(value(line), 'the fund follows its benchmark exactly');

export const beta = (line: SimpleRegression | null): Measured => ofLine(line, (l) => l.slope);

/** Jensen's alpha, per year: twelve times the monthly intercept. */
export const alpha = (line: SimpleRegression | null): Measured =>
  ofLine(line, (l) => l.intercept * MONTHS_A_YEAR);

/** The t-statistic of alpha; undefined for a fund that is its benchmark. */
export const alphaT = (line: SimpleRegression | null): Measured => ofLine(line, (l) => l.interceptT);

export const rSquared = (line: SimpleRegression | null): Measured => ofLine(line, (l) => l.rSquared);

/** Treynor ratio: mean excess return, per year, over beta. Not defined for a beta of 0 or below, whose order is reversed. */
export function treynorRatio({ excess }: FundMonths, line: SimpleRegression | null): Measured {
  if (line === null) return undefinedBecause('the benchmark does not vary');
  return line.slope > 0
    ? finiteOr((MONTHS_A_YEAR * mean(excess)) / line.slope, 'no months')
    : undefinedBecause('beta is not above 0');
}

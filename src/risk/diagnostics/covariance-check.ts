import { cholesky } from '../../math/linear-algebra/cholesky.ts';
import type { Day } from '../../market/day.ts';
import { FACTOR_COUNT, INDUSTRY_AT } from '../factors.ts';
import { HORIZONS } from '../covariance/factor-forecast.ts';
import { forecastAt, type RiskSession } from '../store/daily-record.ts';

/** Validity of all factor covariance forecasts, at every horizon. */
export interface CovarianceCheck {
  readonly forecasts: number;
  /** Those on sessions on which an industry had no return. */
  readonly withEmptyIndustry: number;
  /** Days whose matrix is not symmetric positive definite; there must be none. */
  readonly invalid: readonly Day[];
}

/** Checks the covariance of each session. */
export interface CovarianceChecker {
  readonly add: (session: RiskSession) => void;
  readonly result: () => CovarianceCheck;
}

export function covarianceChecker(): CovarianceChecker {
  let [forecasts, withEmptyIndustry] = [0, 0];
  const invalid: Day[] = [];
  return {
    add: (session) => {
      const { day, factorForecast, factorReturns } = session;
      if (factorForecast === null) return;
      forecasts++;
      if (factorReturns.subarray(INDUSTRY_AT).some(Number.isNaN)) withEmptyIndustry++;
      if (!HORIZONS.every((horizon) => isValid(forecastAt(session, horizon).covariance))) invalid.push(day);
    },
    result: () => ({ forecasts, withEmptyIndustry, invalid }),
  };
}

const isValid = (covariance: Float64Array): boolean =>
  isSymmetric(covariance) && cholesky(covariance, FACTOR_COUNT) !== null;

function isSymmetric(a: Float64Array): boolean {
  for (let i = 0; i < FACTOR_COUNT; i++)
    for (let j = 0; j < i; j++) if (a[i * FACTOR_COUNT + j] !== a[j * FACTOR_COUNT + i]) return false;
  return true;
}

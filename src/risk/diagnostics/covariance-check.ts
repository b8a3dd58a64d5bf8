import { cholesky } from '../../math/linear-algebra/cholesky.ts';
import type { Day } from '../../market/day.ts';
import { FACTOR_COUNT, INDUSTRY_AT } from '../factors.ts';
import type { RiskSession } from '../store/daily-record.ts';

/** Whether every covariance that was forecast is one. */
export interface CovarianceCheck {
  readonly forecasts: number;
  /** Sessions of these on which an industry had no return. */
  readonly withEmptyIndustry: number;
  /** Days whose matrix is not symmetric and positive definite: there must be none. */
  readonly unsound: readonly Day[];
}

/** Looks at the covariance of each session. */
export interface CovarianceWatch {
  readonly take: (session: RiskSession) => void;
  readonly result: () => CovarianceCheck;
}

export function covarianceWatch(): CovarianceWatch {
  let [forecasts, withEmptyIndustry] = [0, 0];
  const unsound: Day[] = [];
  return {
    take: ({ day, covariance, factorReturns }) => {
      if (covariance.every(Number.isNaN)) return;
      forecasts++;
      if (factorReturns.subarray(INDUSTRY_AT).some(Number.isNaN)) withEmptyIndustry++;
      if (!isSymmetric(covariance) || !cholesky(covariance, FACTOR_COUNT)) unsound.push(day);
    },
    result: () => ({ forecasts, withEmptyIndustry, unsound }),
  };
}

function isSymmetric(a: Float64Array): boolean {
  for (let i = 0; i < FACTOR_COUNT; i++)
    for (let j = 0; j < i; j++) if (a[i * FACTOR_COUNT + j] !== a[j * FACTOR_COUNT + i]) return false;
  return true;
}

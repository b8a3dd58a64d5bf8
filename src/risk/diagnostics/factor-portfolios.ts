import { symmetricEigen } from '../../math/linear-algebra/symmetric-eigen.ts';
import { FACTOR_COUNT, FACTORS } from '../factors.ts';
import type { TestPortfolioFamily } from './test-portfolio.ts';

const hasForecast = (covariance: Float64Array): boolean => !Number.isNaN(covariance[0]!);

/** One portfolio per factor, earning the factor return; NaN, and so not evaluated, if an industry had no return. */
export const pureFactors: TestPortfolioFamily = {
  kind: 'pure factors',
  names: FACTORS,
  rebalancing: 'none',
  construct: ({ covariance }) =>
    hasForecast(covariance)
      ? {
          volatility: Float64Array.from(FACTORS, (_, k) => Math.sqrt(covariance[k * (FACTOR_COUNT + 1)]!)),
          returnOn: (session) => session.factorReturns,
        }
      : null,
};

/**
 * Eigenfactors: uncorrelated combinations of the factors with a return on the day of the forecast, the eigenvectors
 * of their covariance, smallest variance first (Menchero, Wang and Orr 2011). The first is nearly the constraint on
 * industry returns and therefore returns almost nothing.
 */
export const eigenfactors: TestPortfolioFamily = {
  kind: 'eigenfactors',
  names: FACTORS.map((_, k) => `eigenfactor ${k + 1}`),
  rebalancing: 'none',
  construct: ({ covariance, factorReturns }) => {
    if (!hasForecast(covariance)) return null;
    const active = Array.from(FACTORS.keys()).filter((k) => !Number.isNaN(factorReturns[k]!));
    const n = active.length;
    const part = Float64Array.from(
      active.flatMap((i) => active.map((j) => covariance[i * FACTOR_COUNT + j]!)),
    );
    const { values, vectors } = symmetricEigen(part, n);
    const volatility = new Float64Array(FACTOR_COUNT).fill(NaN);
    volatility.set(values.map(Math.sqrt));
    return {
      volatility,
      returnOn: (session) => {
        const sums = new Float64Array(FACTOR_COUNT);
        for (const [row, factor] of active.entries()) {
          const f = session.factorReturns[factor]!;
          // An industry without traded stocks contributes nothing.
          if (Number.isNaN(f)) continue;
          for (let k = 0; k < n; k++) sums[k]! += vectors[row * n + k]! * f;
        }
        return sums;
      },
    };
  },
};

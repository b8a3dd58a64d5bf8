import { symmetricEigen } from '../../math/symmetric-eigen.ts';
import { FACTOR_COUNT, FACTORS } from '../factors.ts';
import type { BetFamily } from './bet.ts';

const hasForecast = (covariance: Float64Array): boolean => !Number.isNaN(covariance[0]!);

/** A bet on each factor return; NaN, and so not judged, where an industry had none. */
export const pureFactors: BetFamily = {
  kind: 'pure factors',
  names: FACTORS,
  form: ({ covariance }) =>
    hasForecast(covariance)
      ? {
          volatility: Float64Array.from(FACTORS, (_, k) => Math.sqrt(covariance[k * (FACTOR_COUNT + 1)]!)),
          returnOn: (session) => session.factorReturns,
        }
      : null,
};

/**
 * Uncorrelated bets on all factors at once: the eigenvectors of the forecast, smallest variance first (Menchero, Wang
 * and Orr 2011). The smallest lies beside the constraint on industries, which makes it return next to nothing.
 */
export const eigenfactors: BetFamily = {
  kind: 'eigenfactors',
  names: FACTORS.map((_, k) => `eigenfactor ${k + 1}`),
  form: ({ covariance }) => {
    if (!hasForecast(covariance)) return null;
    const { values, vectors } = symmetricEigen(covariance, FACTOR_COUNT);
    return {
      volatility: values.map(Math.sqrt),
      returnOn: ({ factorReturns }) => {
        const sums = new Float64Array(FACTOR_COUNT);
        for (let j = 0; j < FACTOR_COUNT; j++) {
          const f = factorReturns[j]!;
          // An industry without a stock cannot be held.
          if (Number.isNaN(f)) continue;
          for (let k = 0; k < FACTOR_COUNT; k++) sums[k]! += vectors[j * FACTOR_COUNT + k]! * f;
        }
        return sums;
      },
    };
  },
};

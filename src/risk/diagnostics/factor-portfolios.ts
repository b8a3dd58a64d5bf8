import { symmetricEigen } from '../../math/linear-algebra/symmetric-eigen.ts';
import { FACTOR_COUNT, FACTORS } from '../factors.ts';
import type { BetFamily } from './test-portfolio.ts';

const hasForecast = (covariance: Float64Array): boolean => !Number.isNaN(covariance[0]!);

/** A bet on each factor return; NaN, and so not judged, where an industry had none. */
export const pureFactors: BetFamily = {
  kind: 'pure factors',
  names: FACTORS,
  upkeep: 'held',
  form: ({ covariance }) =>
    hasForecast(covariance)
      ? {
          volatility: Float64Array.from(FACTORS, (_, k) => Math.sqrt(covariance[k * (FACTOR_COUNT + 1)]!)),
          returnOn: (session) => session.factorReturns,
        }
      : null,
};

/**
 * Uncorrelated bets on all factors that had a return on the day of the forecast: the eigenvectors of their part of it,
 * smallest variance first (Menchero, Wang and Orr 2011). The first lies beside the constraint on industries, which makes
 * it return next to nothing.
 */
export const eigenfactors: BetFamily = {
  kind: 'eigenfactors',
  names: FACTORS.map((_, k) => `eigenfactor ${k + 1}`),
  upkeep: 'held',
  form: ({ covariance, factorReturns }) => {
    if (!hasForecast(covariance)) return null;
    const held = Array.from(FACTORS.keys()).filter((k) => !Number.isNaN(factorReturns[k]!));
    const n = held.length;
    const part = Float64Array.from(held.flatMap((i) => held.map((j) => covariance[i * FACTOR_COUNT + j]!)));
    const { values, vectors } = symmetricEigen(part, n);
    const volatility = new Float64Array(FACTOR_COUNT).fill(NaN);
    volatility.set(values.map(Math.sqrt));
    return {
      volatility,
      returnOn: (session) => {
        const sums = new Float64Array(FACTOR_COUNT);
        for (const [row, factor] of held.entries()) {
          const f = session.factorReturns[factor]!;
          // An industry whose stocks have left or rest earns nothing.
          if (Number.isNaN(f)) continue;
          for (let k = 0; k < n; k++) sums[k]! += vectors[row * n + k]! * f;
        }
        return sums;
      },
    };
  },
};

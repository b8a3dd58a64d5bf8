import { symmetricEigen } from '../../math/linear-algebra/symmetric-eigen.ts';
import { FACTOR_COUNT, FACTORS } from '../factors.ts';
import { forecastAt } from '../store/daily-record.ts';
import type { TestPortfolioFamily } from './test-portfolio.ts';

/**
 * One portfolio per factor: the long–short portfolio of stocks whose return the regression reports as the factor
 * return. It has the factor's risk and the specific risk of its stocks, so its variance is that of the factor plus the
 * estimation error E at the close. Returns are NaN, and so not evaluated, if an industry had no return.
 */
export const pureFactors: TestPortfolioFamily = {
  kind: 'pure factors',
  names: FACTORS,
  rebalancing: 'none',
  construct: (session, horizon) => {
    const { factorForecast } = session;
    return (
      factorForecast && {
        volatility: () => {
          const { covariance } = forecastAt(session, horizon);
          return Float64Array.from(FACTORS, (_, k) => {
            const at = k * (FACTOR_COUNT + 1);
            return Math.sqrt(covariance[at]! + factorForecast.latestError[at]!);
          });
        },
        returnOn: (later) => later.factorReturns,
      }
    );
  },
};

/**
 * Eigenfactors: uncorrelated combinations of the factors with a return on the day of the forecast, the eigenvectors u
 * of their covariance, smallest variance first (Menchero, Wang and Orr 2011). As positions they are combinations of pure
 * factor portfolios, so their variance is u′(F + E)u. The first is nearly the constraint on industry returns and
 * therefore returns almost nothing.
 */
export const eigenfactors: TestPortfolioFamily = {
  kind: 'eigenfactors',
  names: FACTORS.map((_, k) => `eigenfactor ${k + 1}`),
  rebalancing: 'none',
  construct: (session, horizon) => {
    const { factorForecast, factorReturns } = session;
    if (factorForecast === null) return null;
    const { covariance } = forecastAt(session, horizon);
    const active = Array.from(FACTORS.keys()).filter((k) => !Number.isNaN(factorReturns[k]!));
    const n = active.length;
    const partOf = (matrix: Float64Array) =>
      Float64Array.from(active.flatMap((i) => active.map((j) => matrix[i * FACTOR_COUNT + j]!)));
    const { values, vectors } = symmetricEigen(partOf(covariance), n);
    const error = partOf(factorForecast.latestError);
    return {
      volatility: () => {
        const volatility = new Float64Array(FACTOR_COUNT).fill(NaN);
        for (let k = 0; k < n; k++) {
          let variance = values[k]!;
          for (let i = 0; i < n; i++)
            for (let j = 0; j < n; j++)
              variance += vectors[i * n + k]! * error[i * n + j]! * vectors[j * n + k]!;
          volatility[k] = Math.sqrt(variance);
        }
        return volatility;
      },
      returnOn: (later) => {
        const sums = new Float64Array(FACTOR_COUNT);
        for (const [row, factor] of active.entries()) {
          const f = later.factorReturns[factor]!;
          // An industry without traded stocks contributes nothing.
          if (Number.isNaN(f)) continue;
          for (let k = 0; k < n; k++) sums[k]! += vectors[row * n + k]! * f;
        }
        return sums;
      },
    };
  },
};

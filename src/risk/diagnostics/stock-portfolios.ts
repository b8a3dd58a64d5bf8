import { FACTOR_COUNT } from '../factors.ts';
import type { Horizon } from '../covariance/factor-forecast.ts';
import { forecastAt, type RiskForecast, type RiskSession } from '../store/daily-record.ts';
import { addExposures, covarianceTimes, isCovered } from '../snapshot.ts';
import type { TestPortfolios } from './test-portfolio.ts';

/**
 * Covered members of the estimation universe at a close, from which test portfolios are built; empty without a
 * forecast.
 */
export function investable(session: RiskSession): Int32Array {
  if (session.factorForecast === null) return new Int32Array(0);
  return Int32Array.from(session.inEstimation.keys()).filter(
    (i) => session.inEstimation[i] === 1 && isCovered(session, i),
  );
}

/**
 * Test portfolios with given stock weights. A stock without a return contributes nothing that session.
 *
 * @param names issuers, by column. @param weights one row per portfolio, with an entry for each of `names`.
 */
export function stockPortfolios(
  session: RiskSession,
  horizon: Horizon,
  names: Int32Array,
  weights: readonly Float64Array[],
): TestPortfolios {
  return {
    volatility: () => {
      const forecast = forecastAt(session, horizon);
      return Float64Array.from(weights, (w) => volatilityOf(forecast, names, w));
    },
    returnOn: ({ returns }) => {
      const known = Float64Array.from(names, (i) => (Number.isNaN(returns[i]!) ? 0 : returns[i]!));
      return Float64Array.from(weights, (w) => {
        let sum = 0;
        for (let k = 0; k < w.length; k++) sum += w[k]! * known[k]!;
        return sum;
      });
    },
  };
}

function volatilityOf(session: RiskForecast, names: Int32Array, w: Float64Array): number {
  const exposures = new Float64Array(FACTOR_COUNT);
  let variance = 0;
  for (let k = 0; k < names.length; k++) {
    addExposures(session, names[k]!, w[k]!, exposures);
    variance += (w[k]! * session.specificVolatility[names[k]!]!) ** 2;
  }
  const product = covarianceTimes(session.covariance, exposures);
  for (let k = 0; k < FACTOR_COUNT; k++) variance += exposures[k]! * product[k]!;
  return Math.sqrt(variance);
}

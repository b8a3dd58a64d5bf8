import { FACTOR_COUNT } from '../factors.ts';
import type { RiskSession } from '../session-block.ts';
import { addExposures, covarianceTimes, isCovered } from '../snapshot.ts';
import type { Bets } from './bet.ts';

/** Covered members of the estimation universe at a close: what test portfolios are made of. */
export function investable(session: RiskSession): Int32Array {
  const found = Int32Array.from(session.inEstimation.keys()).filter(
    (i) => session.inEstimation[i] === 1 && isCovered(session, i),
  );
  return Number.isNaN(session.covariance[0]!) ? new Int32Array(0) : found;
}

/**
 * Portfolios as bets.
 *
 * @param weights a row a portfolio, an entry for each of `names`. A share without a return adds nothing that session.
 */
export function stockBets(session: RiskSession, names: Int32Array, weights: readonly Float64Array[]): Bets {
  return {
    volatility: Float64Array.from(weights, (w) => {
      const exposures = new Float64Array(FACTOR_COUNT);
      let specific = 0;
      for (const [k, i] of names.entries()) {
        if (w[k] === 0) continue;
        addExposures(session, i, w[k]!, exposures);
        specific += (w[k]! * session.specificVolatility[i]!) ** 2;
      }
      const product = covarianceTimes(session.covariance, exposures);
      return Math.sqrt(exposures.reduce((sum, x, k) => sum + x * product[k]!, specific));
    }),
    returnOn: ({ returns }) => {
      const known = Float64Array.from(names, (i) => (Number.isNaN(returns[i]!) ? 0 : returns[i]!));
      return Float64Array.from(weights, (w) => w.reduce((sum, x, k) => sum + x * known[k]!, 0));
    },
  };
}

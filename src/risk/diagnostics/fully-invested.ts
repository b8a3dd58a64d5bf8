import { STYLE_COUNT, STYLES } from '../factors.ts';
import type { RiskSession } from '../store/daily-record.ts';
import type { TestPortfolioFamily } from './test-portfolio.ts';
import { investable, stockPortfolios } from './stock-portfolios.ts';

const QUINTILES = 5;
const BETA = STYLES.indexOf('BETA');

/**
 * Long-only, equally weighted portfolios, as investors hold them: the universe, and its quintiles of highest and
 * lowest BETA, whose risk depends on the covariance of styles with the market and not on the market alone.
 */
export const fullyInvested: TestPortfolioFamily = {
  kind: 'fully invested',
  names: ['the universe', 'highest BETA quintile', 'lowest BETA quintile'],
  rebalancing: 'every session',
  construct: (session, horizon) => {
    const names = investable(session);
    const count = Math.floor(names.length / QUINTILES);
    if (count === 0) return null;
    const byBeta = Array.from(names.keys()).sort(
      (a, b) => betaOf(session, names[b]!) - betaOf(session, names[a]!) || a - b,
    );
    const held = [byBeta, byBeta.slice(0, count), byBeta.slice(-count)];
    const weights = held.map((of) => {
      const w = new Float64Array(names.length);
      for (const k of of) w[k] = 1 / of.length;
      return w;
    });
    return stockPortfolios(session, horizon, names, weights);
  },
};

const betaOf = ({ styles }: RiskSession, issuer: number): number => styles[issuer * STYLE_COUNT + BETA]!;

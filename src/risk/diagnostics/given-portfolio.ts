import { capWeighted } from '../portfolio/cap-weighted.ts';
import type { Holding } from '../portfolio/portfolio-risk.ts';
import { isCovered } from '../snapshot.ts';
import type { RiskSession } from '../store/daily-record.ts';
import { stockPortfolios } from './stock-portfolios.ts';
import type { TestPortfolioFamily } from './test-portfolio.ts';

/** A sleeve or portfolio of which less is covered is not represented by the rest (our choice, as for sleeves). */
const LEAST_COVERED = 0.5;

/**
 * The part of some holdings that the model covers at a close, scaled up to the weight of all of them.
 *
 * @returns null without a forecast, or where less than half is covered.
 */
export function coveredAt(session: RiskSession, holdings: readonly Holding[]): Holding[] | null {
  if (session.factorForecast === null) return null;
  const covered = holdings.filter(({ issuer }) => isCovered(session, issuer));
  const [all, known] = [weightOf(holdings), weightOf(covered)];
  if (!(known > LEAST_COVERED * all)) return null;
  return covered.map(({ issuer, weight }) => ({ issuer, weight: (weight * all) / known }));
}

const weightOf = (holdings: readonly Holding[]): number =>
  holdings.reduce((sum, { weight }) => sum + weight, 0);

/** A portfolio of given weights and its active weights against the model's market portfolio, whose forecasts are tested. */
export const givenPortfolio = (holdings: readonly Holding[]): TestPortfolioFamily<'given portfolio'> => ({
  kind: 'given portfolio',
  names: ['portfolio', 'active'],
  rebalancing: 'every session',
  construct: (session, horizon) => {
    const own = coveredAt(session, holdings);
    if (own === null) return null;
    const market = capWeighted(session).filter(({ issuer }) => isCovered(session, issuer));
    const names = Int32Array.from(new Set([...own, ...market].map(({ issuer }) => issuer)));
    const place = new Map(Array.from(names, (issuer, k) => [issuer, k]));
    const total = new Float64Array(names.length);
    for (const { issuer, weight } of own) total[place.get(issuer)!]! += weight;
    const active = total.slice();
    for (const { issuer, weight } of market) active[place.get(issuer)!]! -= weight;
    return stockPortfolios(session, horizon, names, [total, active]);
  },
});

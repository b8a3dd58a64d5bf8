import { SESSIONS_A_YEAR } from '../../math/annualise.ts';
import { iso } from '../../market/day.ts';
import { userError } from '../../market/problem.ts';
import type { Issuer } from '../../market/stocks/daily-slice.ts';
import { FACTORS, type Factor } from '../factors.ts';
import {
  activeHoldings,
  type Holding,
  portfolioBeta,
  type PortfolioRisk,
  portfolioRisk,
} from './portfolio-risk.ts';
import type { RiskForecast, RiskSession } from '../store/daily-record.ts';

const annual = (daily: number): number => 100 * daily * Math.sqrt(SESSIONS_A_YEAR);

/** A portfolio's risk for reporting, in percent a year; contributions sum to the volatility. */
export interface RiskView {
  readonly volatility: number;
  readonly systematic: number;
  readonly specific: number;
  readonly factors: readonly {
    readonly factor: Factor;
    readonly exposure: number;
    readonly contribution: number;
  }[];
  readonly specificContribution: number;
  readonly holdings: readonly {
    readonly isin: string;
    readonly symbol: string;
    readonly weight: number;
    readonly marginal: number;
    readonly contribution: number;
  }[];
}

/** Total and active risk of a portfolio on a day. */
export interface PortfolioRiskReport {
  readonly day: string;
  readonly total: RiskView;
  /** Relative to the benchmark; its volatility is the tracking error. */
  readonly active: RiskView;
  readonly beta: number;
  /** Sum of weights, as a fraction; the rest is cash. */
  readonly invested: number;
  readonly benchmark: string;
}

/**
 * Reports the risk of a portfolio on the day of a session, at the horizon of its forecast.
 *
 * @throws UserError if the session has no forecast, naming the holdings that the model does not cover, or if the
 *   benchmark has zero risk.
 */
export function reportPortfolioRisk(
  session: RiskForecast,
  issuers: readonly Issuer[],
  portfolio: readonly Holding[],
  benchmark: { readonly name: string; readonly holdings: readonly Holding[] },
): PortfolioRiskReport {
  if (session.factorForecast === null) throw noForecast(session);
  const view = (holdings: readonly Holding[]): RiskView => {
    const result = portfolioRisk(session, holdings);
    if (result.kind === 'risk') return viewOf(result.risk, issuers);
    throw notCovered(session, issuers, result.issuers);
  };
  if (view(benchmark.holdings).volatility === 0) {
    throw userError(
      'benchmark-without-risk',
      benchmark.name,
      'has zero risk, so beta is undefined.',
      'Give the benchmark at least one non-zero weight, or omit it to use the model’s own market portfolio.',
    );
  }
  return {
    day: iso(session.day),
    total: view(portfolio),
    active: view(activeHoldings(portfolio, benchmark.holdings)),
    beta: portfolioBeta(session, portfolio, benchmark.holdings),
    invested: portfolio.reduce((sum, h) => sum + h.weight, 0),
    benchmark: benchmark.name,
  };
}

const noForecast = ({ day, stocks }: RiskSession) =>
  userError(
    'no-forecast',
    iso(day),
    stocks > 0
      ? 'INEC-1 has no forecast on this day: the history of factor returns is still too short.'
      : 'INEC-1 has no forecast on this day: no factor returns could be estimated.',
    'Choose a later day (`trrm risk show` reports when factor returns begin), or import earlier prices and rebuild the model.',
  );

/** Why the model has no risk for an issuer on a day. */
export const uncoveredReason = ({ marketCap }: Pick<RiskSession, 'marketCap'>, issuer: number): string =>
  marketCap[issuer]! > 0
    ? 'not enough history to estimate specific risk'
    : 'no market value: not traded recently, or shares outstanding unknown';

function notCovered(session: RiskSession, issuers: readonly Issuer[], missing: readonly number[]) {
  const reasons = missing.map((i) => uncoveredReason(session, i));
  const groups = [...new Set(reasons)].sort();
  const named = groups.map((reason) => {
    const symbols = missing.filter((_, k) => reasons[k] === reason).map((i) => issuers[i]!.symbol);
    return `${symbols.join(', ')} (${reason})`;
  });
  return userError(
    'not-covered',
    iso(session.day),
    `INEC-1 does not cover ${named.join(' and ')} on this day.`,
    'Remove them from the file, choose a day on which they traded, or import their shares outstanding.',
  );
}

const viewOf = (risk: PortfolioRisk, issuers: readonly Issuer[]): RiskView => ({
  volatility: annual(risk.volatility),
  systematic: annual(risk.systematic),
  specific: annual(risk.specific),
  factors: FACTORS.map((factor, k) => ({
    factor,
    exposure: risk.exposures[k]!,
    contribution: annual(risk.factorContributions[k]!),
  })),
  specificContribution: annual(risk.specificContribution),
  holdings: risk.holdings.map(({ issuer, weight, marginal, contribution }) => ({
    isin: issuers[issuer]!.isin,
    symbol: issuers[issuer]!.symbol,
    weight,
    marginal: annual(marginal),
    contribution: annual(contribution),
  })),
});

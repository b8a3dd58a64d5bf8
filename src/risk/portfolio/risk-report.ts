import { iso } from '../../market/day.ts';
import { userError } from '../../market/problem.ts';
import type { Issuer } from '../day-slice.ts';
import { FACTORS, type Factor } from '../factors.ts';
import {
  activeHoldings,
  type Holding,
  portfolioBeta,
  type PortfolioRisk,
  portfolioRisk,
} from './portfolio-risk.ts';
import type { RiskSession } from '../store/daily-record.ts';

/** Volatilities are annualised by √252, in percent; the model itself is daily. */
const SESSIONS_A_YEAR = 252;
const annual = (daily: number): number => 100 * daily * Math.sqrt(SESSIONS_A_YEAR);

/** A portfolio's risk as people read it: percent a year; contributions sum to the volatility beside them. */
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

export interface PortfolioRiskReport {
  readonly day: string;
  readonly total: RiskView;
  /** Against the benchmark: its volatility is the tracking error. */
  readonly active: RiskView;
  readonly beta: number;
  /** Weight in issuers that the model covers; the rest is cash. */
  readonly invested: number;
  readonly benchmark: string;
}

/** @throws UserError naming the holdings that the model does not cover on the day, and of a benchmark without risk. */
export function reportPortfolioRisk(
  session: RiskSession,
  issuers: readonly Issuer[],
  portfolio: readonly Holding[],
  benchmark: { readonly name: string; readonly holdings: readonly Holding[] },
): PortfolioRiskReport {
  if (Number.isNaN(session.covariance[0]!)) throw noForecast(session);
  const view = (holdings: readonly Holding[]): RiskView => {
    const result = portfolioRisk(session, holdings);
    if (result.kind === 'risk') return viewOf(result.risk, issuers);
    throw notCovered(session, issuers, result.issuers);
  };
  if (view(benchmark.holdings).volatility === 0) {
    throw userError(
      'riskless-benchmark',
      benchmark.name,
      'has no risk, so that nothing has a beta to it.',
      'Give the benchmark holdings with weights other than 0, or leave it out for the model’s own market.',
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

const noForecast = ({ day, names }: RiskSession) =>
  userError(
    'no-forecast',
    iso(day),
    names > 0
      ? 'INEC-1 has no forecast on this day: it has too few sessions of factor returns so far.'
      : 'INEC-1 has no forecast on this day: no factor returns could be estimated.',
    'Choose a later day (`trrm risk show` tells when factor returns begin), or import earlier prices and build the model again.',
  );

function notCovered(session: RiskSession, issuers: readonly Issuer[], missing: readonly number[]) {
  const symbols = (of: readonly number[]) => of.map((i) => issuers[i]!.symbol).join(', ');
  const [valued, without] = [true, false].map((has) =>
    missing.filter((i) => session.marketCap[i]! > 0 === has),
  ) as [number[], number[]];
  const reasons = [
    ...(without.length > 0
      ? [`${symbols(without)} (no market value: not traded of late, or shares outstanding unknown)`]
      : []),
    ...(valued.length > 0 ? [`${symbols(valued)} (no history to estimate its risk from)`] : []),
  ];
  return userError(
    'not-covered',
    iso(session.day),
    `INEC-1 does not cover ${reasons.join(' and ')} on this day.`,
    'Take these out of the file, choose a day on which they traded, or import their shares outstanding.',
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

import type { Horizon } from '../covariance/factor-forecast.ts';
import type { RiskSession } from '../store/daily-record.ts';

/** Test portfolios formed at a close, with their forecast risk. */
export interface TestPortfolios {
  /** [portfolios] forecast daily volatility, decimals; computed on call, as few forecasts are evaluated. */
  readonly volatility: () => Float64Array;
  /** [portfolios] the positions' returns on a later session, as fractions. */
  readonly returnOn: (session: RiskSession) => Float64Array;
}

/** A family of test portfolios that can be formed at any close, always in the same order. */
export interface TestPortfolioFamily<Kind extends string = TestPortfolioKind> {
  readonly kind: Kind;
  readonly names: readonly string[];
  /**
   * Whether positions are rebalanced within a holding period. A monthly forecast assumes constant exposures.
   * Positions in factors keep theirs, because factors are pure again each session; stock positions drift, and half of
   * a price-driven style is gone within a month.
   */
  readonly rebalancing: 'none' | 'every session';
  /** Null if the session has no forecast. @param horizon of the forecast. */
  readonly construct: (session: RiskSession, horizon: Horizon) => TestPortfolios | null;
}

export const TEST_PORTFOLIO_KINDS = [
  'pure factors',
  'eigenfactors',
  'random active',
  'fully invested',
  'optimised',
  'optimised, buy and hold',
] as const;
export type TestPortfolioKind = (typeof TEST_PORTFOLIO_KINDS)[number];

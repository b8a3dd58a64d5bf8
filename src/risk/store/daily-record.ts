import type { Day } from '../../market/day.ts';
import type { Issuer } from '../../market/stocks/daily-slice.ts';
import { DESCRIPTORS } from '../exposures/descriptors/styles.ts';
import { FACTOR_COUNT, STYLE_COUNT } from '../factors.ts';
import type { RiskDay } from '../model.ts';
import type { RegressionDay } from '../regression/cross-section.ts';
import type { RiskSnapshot } from '../snapshot.ts';
import { NEVER_TRADED } from '../exposures/universe.ts';

/** One stored session of N issuers: its estimates, and the forecast for the next session. NaN is missing. */
export interface RiskSession extends RiskSnapshot {
  /** [N] total returns, decimals. */
  readonly returns: Float64Array;
  /**
   * [N] total return since the last trade, for stocks that resume after too long a gap for a daily return; else NaN.
   */
  readonly resumed: Float64Array;
  /** [N] specific returns, decimals. */
  readonly residuals: Float64Array;
  /** [N] ₹ crore. */
  readonly marketCap: Float64Array;
  /** [N] 1 for members of the estimation universe. */
  readonly inEstimation: Uint8Array;
  /** [N] index into `UNIVERSE_STATUSES`, as of the last review of the universe. */
  readonly universeStatus: Uint8Array;
  /** [N] bit s is set if style s was imputed because the issuer has none of its descriptors. */
  readonly flags: Uint16Array;
  /** [39] decimals, in the order of `FACTORS`; so are the standard errors. */
  readonly factorReturns: Float64Array;
  readonly standardErrors: Float64Array;
  /** [12] variance inflation factors, in the order of `STYLES`. */
  readonly vif: Float64Array;
  /** For each of `DESCRIPTORS`, the number of values dropped as errors. */
  readonly dropped: Int32Array;
  readonly rSquared: number;
  readonly adjustedRSquared: number;
  readonly rSquaredAboutZero: number;
  readonly condition: number;
  /** Stocks in the regression. */
  readonly stocks: number;
  /** Stocks removed from it as outliers. */
  readonly trimmed: number;
  readonly method: RegressionDay['method'];
}

const METHODS = ['none', 'cholesky', 'qr'] as const satisfies readonly RegressionDay['method'][];

const PER_ISSUER = 9 + STYLE_COUNT;
const PER_SESSION = 2 * FACTOR_COUNT + STYLE_COUNT + FACTOR_COUNT * FACTOR_COUNT + DESCRIPTORS.length + 7;

/** Length of a daily record in doubles. */
export const recordLength = (issuers: number): number => issuers * PER_ISSUER + PER_SESSION;

const missing = (count: number): Float64Array => new Float64Array(count).fill(NaN);

/** Collects a model day into a session for storage. */
export function sessionOf(day: RiskDay): RiskSession {
  const { regression, exposures, specificRisk, returns } = day;
  const n = returns.length;
  return {
    day: day.day,
    returns,
    resumed: day.resumed,
    residuals: regression?.residuals ?? missing(n),
    specificVolatility: specificRisk?.volatility ?? missing(n),
    marketCap: exposures.marketCap,
    inEstimation: exposures.inEstimation,
    universeStatus: exposures.universeStatus,
    flags: exposures.flags,
    industry: exposures.industry,
    styles: exposures.styles,
    factorReturns: regression?.factorReturns ?? missing(FACTOR_COUNT),
    standardErrors: regression?.standardErrors ?? missing(FACTOR_COUNT),
    vif: regression?.vif ?? missing(STYLE_COUNT),
    covariance: day.covariance()?.matrix ?? missing(FACTOR_COUNT * FACTOR_COUNT),
    dropped: exposures.dropped,
    rSquared: regression?.rSquared ?? NaN,
    adjustedRSquared: regression?.adjustedRSquared ?? NaN,
    rSquaredAboutZero: regression?.rSquaredAboutZero ?? NaN,
    condition: regression?.condition ?? NaN,
    stocks: regression?.stocks ?? 0,
    trimmed: regression?.trimmed ?? 0,
    method: regression?.method ?? 'none',
  };
}

/** Encodes a session as a daily record. */
export function encodeRecord(s: RiskSession): Float64Array {
  const record = new Float64Array(recordLength(s.returns.length));
  let at = 0;
  for (const part of [
    s.returns,
    s.resumed,
    s.residuals,
    s.specificVolatility,
    s.marketCap,
    s.inEstimation,
    s.universeStatus,
    s.flags,
    s.industry,
    s.styles,
    s.factorReturns,
    s.standardErrors,
    s.vif,
    s.covariance,
    s.dropped,
    [s.rSquared, s.adjustedRSquared, s.rSquaredAboutZero, s.condition],
    [s.stocks, s.trimmed, METHODS.indexOf(s.method)],
  ]) {
    record.set(part, at);
    at += part.length;
  }
  return record;
}

/** Decodes the daily record of a session with n issuers; the order is that of `encodeRecord`. */
export function decodeRecord(record: Float64Array, day: Day, n: number): RiskSession {
  let at = 0;
  const next = (count: number) => record.subarray(at, (at += count));
  const [returns, resumed, residuals, specificVolatility] = [next(n), next(n), next(n), next(n)];
  const marketCap = next(n);
  const [inEstimation, universeStatus, flags, industry] = [
    Uint8Array.from(next(n)),
    Uint8Array.from(next(n)),
    Uint16Array.from(next(n)),
    Uint8Array.from(next(n)),
  ];
  const styles = next(n * STYLE_COUNT);
  const [factorReturns, standardErrors, vif] = [next(FACTOR_COUNT), next(FACTOR_COUNT), next(STYLE_COUNT)];
  const covariance = next(FACTOR_COUNT * FACTOR_COUNT);
  const dropped = Int32Array.from(next(DESCRIPTORS.length));
  const [rSquared, adjustedRSquared, rSquaredAboutZero, condition] = next(4);
  const [stocks, trimmed, method] = next(3);
  return {
    day,
    returns,
    resumed,
    residuals,
    specificVolatility,
    marketCap,
    inEstimation,
    universeStatus,
    flags,
    industry,
    styles,
    factorReturns,
    standardErrors,
    vif,
    covariance,
    dropped,
    rSquared: rSquared!,
    adjustedRSquared: adjustedRSquared!,
    rSquaredAboutZero: rSquaredAboutZero!,
    condition: condition!,
    stocks: stocks!,
    trimmed: trimmed!,
    method: METHODS[method!]!,
  };
}

/** Extends a session to issuers added later: identical to the session of a model built with them from the start. */
export function extendToIssuers(session: RiskSession, issuers: readonly Issuer[]): RiskSession {
  const before = session.returns.length;
  if (before === issuers.length) return session;
  const wide = <T extends Float64Array | Uint8Array | Uint16Array>(to: T, from: T): T => {
    to.set(from);
    return to;
  };
  const n = issuers.length;
  return {
    ...session,
    returns: wide(missing(n), session.returns),
    resumed: wide(missing(n), session.resumed),
    residuals: wide(missing(n), session.residuals),
    specificVolatility: wide(missing(n), session.specificVolatility),
    marketCap: wide(missing(n), session.marketCap),
    inEstimation: wide(new Uint8Array(n), session.inEstimation),
    universeStatus: wide(new Uint8Array(n).fill(NEVER_TRADED), session.universeStatus),
    flags: wide(new Uint16Array(n), session.flags),
    industry: Uint8Array.from(issuers, (issuer) => issuer.industry),
    styles: wide(missing(n * STYLE_COUNT), session.styles),
  };
}

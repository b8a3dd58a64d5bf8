import type { Day } from '../../market/day.ts';
import type { Issuer } from '../../market/stocks/daily-slice.ts';
import { DESCRIPTORS } from '../exposures/descriptors/styles.ts';
import { type FactorForecast, formCovariance, type Horizon } from '../covariance/factor-forecast.ts';
import { FACTOR_COUNT, STYLE_COUNT } from '../factors.ts';
import type { RiskDay } from '../model.ts';
import type { RegressionDay } from '../regression/cross-section.ts';
import type { RiskSnapshot } from '../snapshot.ts';
import { NEVER_TRADED } from '../exposures/universe.ts';
import { decodeForecast, encodeForecast, FORECAST_LENGTH } from './forecast-record.ts';

/**
 * One stored session of N issuers: its estimates, and the forecast at its close, which `forecastAt` completes for a
 * horizon. NaN is missing.
 */
export interface RiskSession extends Omit<RiskSnapshot, 'horizon' | 'covariance'> {
  /** Null without a forecast. */
  readonly factorForecast: FactorForecast | null;
  /** [N] total returns, decimals. */
  readonly returns: Float64Array;
  /**
   * [N] total return since the last trade, for stocks that resume after too long a gap for a daily return; else NaN.
   */
  readonly resumed: Float64Array;
  /** [N] specific returns, decimals. */
  readonly residuals: Float64Array;
  /**
   * [N] what `residuals` are multiplied by to vary like specific returns, for comparison with `specificVolatility`: a
   * regression takes part of the specific returns of its own stocks. 1 where estimation error is not removed.
   */
  readonly residualScale: Float64Array;
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

/** A session with its forecast for a horizon. */
export interface RiskForecast extends RiskSession, RiskSnapshot {}

/**
 * The forecast of a session for a horizon. Portfolio risk for a month and for a day differ: over a day the market factor
 * has a volatility regime of its own.
 *
 * @param session a stored session, as `readSessions` yields them.
 * @param horizon in sessions: 1, or 21 for a month.
 * @returns the session with `covariance`, all NaN where the session has no forecast.
 * @example
 * import { forecastAt, readRiskModel, readSessions } from 'trrm/risk';
 *
 * const { folder, store } = readRiskModel('.trrm/demo/inec1');
 * for (const session of readSessions(folder, { ...store, sessions: store.sessions.slice(-2) }))
 *   console.log(252 * forecastAt(session, 1).covariance[0]!, 252 * forecastAt(session, 21).covariance[0]!);
 */
export const forecastAt = (session: RiskSession, horizon: Horizon): RiskForecast => ({
  ...session,
  horizon,
  covariance: session.factorForecast
    ? formCovariance(session.factorForecast, horizon)
    : missing(FACTOR_COUNT * FACTOR_COUNT),
});

const METHODS = ['none', 'cholesky', 'qr'] as const satisfies readonly RegressionDay['method'][];

const PER_ISSUER = 10 + STYLE_COUNT;
const PER_SESSION = 2 * FACTOR_COUNT + STYLE_COUNT + FORECAST_LENGTH + DESCRIPTORS.length + 7;

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
    residualScale: day.residualScale,
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
    factorForecast: day.factorForecast(),
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
    s.residualScale,
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
    encodeForecast(s.factorForecast),
    s.dropped,
    [s.rSquared, s.adjustedRSquared, s.rSquaredAboutZero, s.condition],
    [s.stocks, s.trimmed, METHODS.indexOf(s.method)],
  ]) {
    record.set(part, at);
    at += part.length;
  }
  return record;
}

/** The factor returns of an encoded record, without the rest. */
export function factorReturnsIn(record: Float64Array, issuers: number): Float64Array {
  const at = issuers * PER_ISSUER;
  return record.subarray(at, at + FACTOR_COUNT);
}

/** Decodes the daily record of a session with n issuers; the order is that of `encodeRecord`. */
export function decodeRecord(
  record: Float64Array,
  day: Day,
  n: number,
  rules: FactorForecast['rules'],
): RiskSession {
  let at = 0;
  const next = (count: number) => record.subarray(at, (at += count));
  const [returns, resumed, residuals, residualScale] = [next(n), next(n), next(n), next(n)];
  const [specificVolatility, marketCap] = [next(n), next(n)];
  const [inEstimation, universeStatus, flags, industry] = [
    Uint8Array.from(next(n)),
    Uint8Array.from(next(n)),
    Uint16Array.from(next(n)),
    Uint8Array.from(next(n)),
  ];
  const styles = next(n * STYLE_COUNT);
  const [factorReturns, standardErrors, vif] = [next(FACTOR_COUNT), next(FACTOR_COUNT), next(STYLE_COUNT)];
  const factorForecast = decodeForecast(next(FORECAST_LENGTH), rules);
  const dropped = Int32Array.from(next(DESCRIPTORS.length));
  const [rSquared, adjustedRSquared, rSquaredAboutZero, condition] = next(4);
  const [stocks, trimmed, method] = next(3);
  return {
    day,
    returns,
    resumed,
    residuals,
    residualScale,
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
    factorForecast,
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
    residualScale: wide(new Float64Array(n).fill(1), session.residualScale),
    specificVolatility: wide(missing(n), session.specificVolatility),
    marketCap: wide(missing(n), session.marketCap),
    inEstimation: wide(new Uint8Array(n), session.inEstimation),
    universeStatus: wide(new Uint8Array(n).fill(NEVER_TRADED), session.universeStatus),
    flags: wide(new Uint16Array(n), session.flags),
    industry: Uint8Array.from(issuers, (issuer) => issuer.industry),
    styles: wide(missing(n * STYLE_COUNT), session.styles),
  };
}

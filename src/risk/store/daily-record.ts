import type { Day } from '../../market/day.ts';
import type { Issuer } from '../day-slice.ts';
import { DESCRIPTORS } from '../exposures/descriptors/styles.ts';
import { FACTOR_COUNT, STYLE_COUNT } from '../factors.ts';
import type { RiskDay } from '../model.ts';
import type { RegressionDay } from '../regression/regression.ts';
import type { RiskSnapshot } from '../snapshot.ts';
import { NEVER_TRADED } from '../exposures/universe.ts';

/** One session as kept: what it found, and what was forecast for the next. NaN where there was nothing. */
export interface RiskSession extends RiskSnapshot {
  /** [N] total returns, decimals. */
  readonly returns: Float64Array;
  /** [N] total returns since the last trade, of shares that resumed after a rest too long for a day's return. */
  readonly resumed: Float64Array;
  /** [N] */
  readonly residuals: Float64Array;
  /** [N] ₹ crore. */
  readonly marketCap: Float64Array;
  /** [N] 1 for members of the estimation universe. */
  readonly inEstimation: Uint8Array;
  /** [N] Index into `STANDINGS`: where each stood when the universe was last made. */
  readonly standing: Uint8Array;
  /** [N] Bit s is set where style s was fitted for want of descriptors. */
  readonly flags: Uint16Array;
  /** [39] */
  readonly factorReturns: Float64Array;
  readonly standardErrors: Float64Array;
  /** [12] */
  readonly vif: Float64Array;
  /** A count for each of `DESCRIPTORS`: values so far out that they were dropped as errors. */
  readonly dropped: Int32Array;
  readonly rSquared: number;
  readonly adjustedRSquared: number;
  readonly rSquaredAboutZero: number;
  readonly condition: number;
  /** Issuers in the fit. */
  readonly names: number;
  /** Issuers that the robust option left out of it. */
  readonly trimmed: number;
  readonly method: RegressionDay['method'];
}

const METHODS = ['none', 'cholesky', 'qr'] as const satisfies readonly RegressionDay['method'][];

const PER_ISSUER = 9 + STYLE_COUNT;
const PER_SESSION = 2 * FACTOR_COUNT + STYLE_COUNT + FACTOR_COUNT * FACTOR_COUNT + DESCRIPTORS.length + 7;

/** Doubles in the block of a session of so many issuers. */
export const blockLength = (issuers: number): number => issuers * PER_ISSUER + PER_SESSION;

const missing = (count: number): Float64Array => new Float64Array(count).fill(NaN);

/** A session of the model, to be kept. */
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
    standing: exposures.standing,
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
    names: regression?.names ?? 0,
    trimmed: regression?.trimmed ?? 0,
    method: regression?.method ?? 'none',
  };
}

/** In the order of the block. */
export function writeBlock(s: RiskSession): Float64Array {
  const block = new Float64Array(blockLength(s.returns.length));
  let at = 0;
  for (const part of [
    s.returns,
    s.resumed,
    s.residuals,
    s.specificVolatility,
    s.marketCap,
    s.inEstimation,
    s.standing,
    s.flags,
    s.industry,
    s.styles,
    s.factorReturns,
    s.standardErrors,
    s.vif,
    s.covariance,
    s.dropped,
    [s.rSquared, s.adjustedRSquared, s.rSquaredAboutZero, s.condition],
    [s.names, s.trimmed, METHODS.indexOf(s.method)],
  ]) {
    block.set(part, at);
    at += part.length;
  }
  return block;
}

export function readBlock(block: Float64Array, day: Day, n: number): RiskSession {
  let at = 0;
  const next = (count: number) => block.subarray(at, (at += count));
  const [returns, resumed, residuals, specificVolatility] = [next(n), next(n), next(n), next(n)];
  const marketCap = next(n);
  const [inEstimation, standing, flags, industry] = [
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
  const [names, trimmed, method] = next(3);
  return {
    day,
    returns,
    resumed,
    residuals,
    specificVolatility,
    marketCap,
    inEstimation,
    standing,
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
    names: names!,
    trimmed: trimmed!,
    method: METHODS[method!]!,
  };
}

/** The same session with the issuers that have come since: what a model built with them from the start has of it. */
export function withIssuers(session: RiskSession, issuers: readonly Issuer[]): RiskSession {
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
    standing: wide(new Uint8Array(n).fill(NEVER_TRADED), session.standing),
    flags: wide(new Uint16Array(n), session.flags),
    industry: Uint8Array.from(issuers, (issuer) => issuer.industry),
    styles: wide(missing(n * STYLE_COUNT), session.styles),
  };
}

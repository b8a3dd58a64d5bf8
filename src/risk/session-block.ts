import type { Day } from '../market/day.ts';
import { FACTOR_COUNT, STYLE_COUNT } from './factors.ts';
import type { RiskDay } from './model.ts';
import type { RiskSnapshot } from './snapshot.ts';

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
  /** [N] Bit s is set where style s was fitted for want of descriptors. */
  readonly flags: Uint16Array;
  /** [39] */
  readonly factorReturns: Float64Array;
  readonly standardErrors: Float64Array;
  /** [12] */
  readonly vif: Float64Array;
  readonly rSquared: number;
  readonly adjustedRSquared: number;
  readonly condition: number;
  /** Issuers in the fit. */
  readonly names: number;
}

const PER_ISSUER = 8 + STYLE_COUNT;
const PER_SESSION = 2 * FACTOR_COUNT + STYLE_COUNT + FACTOR_COUNT * FACTOR_COUNT + 4;

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
    flags: exposures.flags,
    industry: exposures.industry,
    styles: exposures.styles,
    factorReturns: regression?.factorReturns ?? missing(FACTOR_COUNT),
    standardErrors: regression?.standardErrors ?? missing(FACTOR_COUNT),
    vif: regression?.vif ?? missing(STYLE_COUNT),
    covariance: day.covariance()?.matrix ?? missing(FACTOR_COUNT * FACTOR_COUNT),
    rSquared: regression?.rSquared ?? NaN,
    adjustedRSquared: regression?.adjustedRSquared ?? NaN,
    condition: regression?.condition ?? NaN,
    names: regression?.names ?? 0,
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
    s.flags,
    s.industry,
    s.styles,
    s.factorReturns,
    s.standardErrors,
    s.vif,
    s.covariance,
    [s.rSquared, s.adjustedRSquared, s.condition, s.names],
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
  const [inEstimation, flags, industry] = [
    Uint8Array.from(next(n)),
    Uint16Array.from(next(n)),
    Uint8Array.from(next(n)),
  ];
  const styles = next(n * STYLE_COUNT);
  const [factorReturns, standardErrors, vif] = [next(FACTOR_COUNT), next(FACTOR_COUNT), next(STYLE_COUNT)];
  const covariance = next(FACTOR_COUNT * FACTOR_COUNT);
  const [rSquared, adjustedRSquared, condition, names] = next(4) as unknown as [
    number,
    number,
    number,
    number,
  ];
  return {
    day,
    returns,
    resumed,
    residuals,
    specificVolatility,
    marketCap,
    inEstimation,
    flags,
    industry,
    styles,
    factorReturns,
    standardErrors,
    vif,
    covariance,
    rSquared,
    adjustedRSquared,
    condition,
    names,
  };
}

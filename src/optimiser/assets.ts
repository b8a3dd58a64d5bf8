import { diagonalOf, type Hessian, hessianTimes } from '../math/qp/hessian.ts';

/** The investable assets: stocks, sleeves, funds or anything else with a covariance. Cash has a variance of 0. */
export interface Assets {
  readonly names: readonly string[];
  /** [n × n] covariance of decimal returns, dense or in factor form, in the time unit of `expected`. */
  readonly covariance: Hessian;
  /** [n] expected returns; null if there is no view, which the risk-only methods accept. */
  readonly expected: Float64Array | null;
  /** The observed returns, which minimum-cvar needs; absent where only moments are known. */
  readonly scenarios?: Scenarios;
}

/** Equally likely outcomes of all assets, per period of the data, never annualised. */
export interface Scenarios {
  readonly count: number;
  /** [count × n] simple decimal returns, row-major. */
  readonly returns: Float64Array;
}

/** √(w′Vw), in the time unit of the covariance; exactly 0 where only rounding is left. */
export const volatilityOf = (assets: Assets, weights: Float64Array): number =>
  Math.sqrt(varianceOf(assets, weights));

/** A variance below this fraction of (Σ|wᵢ|σᵢ)², per asset, is the rounding of the sums that it was computed from. */
const VARIANCE_ROUNDING = 1e-15;
/** A weight below this fraction of all is the rounding of the solver. */
const WEIGHT_ROUNDING = 1e-11;

/**
 * w′Vw; exactly 0 where it is within rounding of 0, as for a perfect hedge. Whether a portfolio is free of risk is decided
 * here alone: a ratio to such a variance would be one of rounding errors.
 */
export function varianceOf({ covariance }: Assets, weights: Float64Array): number {
  const variance = dot(weights, hessianTimes(covariance, weights));
  let [inRisk, all, largest] = [0, 0, 0];
  for (const [i, v] of diagonalOf(covariance).entries()) {
    inRisk += Math.abs(weights[i]!) * Math.sqrt(v);
    all += Math.abs(weights[i]!);
    largest = Math.max(largest, v);
  }
  const rounding = Math.max(
    weights.length * VARIANCE_ROUNDING * inRisk ** 2,
    (WEIGHT_ROUNDING * all) ** 2 * largest,
  );
  return variance > rounding ? variance : 0;
}

/** The assets without any risk of their own, such as cash. */
export function riskFreeAssets({ covariance }: Assets): number[] {
  const variances = diagonalOf(covariance);
  const largest = variances.reduce((most, v) => Math.max(most, v), 0);
  const least = variances.length * VARIANCE_ROUNDING * largest;
  return [...variances.keys()].filter((i) => variances[i]! <= least);
}

/** Each asset's share of the variance, wᵢ·(Vw)ᵢ/(w′Vw); they sum to 1. Null for a portfolio without risk. */
export function riskShares(assets: Assets, weights: Float64Array): Float64Array | null {
  const variance = varianceOf(assets, weights);
  if (variance === 0) return null;
  return hessianTimes(assets.covariance, weights).map((v, i) => (weights[i]! * v) / variance);
}

export const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};

/** The assets' expected returns. @throws RangeError if they have none. */
export function expectedOf({ expected }: Assets): Float64Array {
  if (expected === null) throw new RangeError('this method needs expected returns, and the assets have none');
  return expected;
}

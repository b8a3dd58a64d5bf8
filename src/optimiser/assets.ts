import { type Hessian, hessianTimes } from '../math/qp/hessian.ts';

/** The investable assets: stocks, sleeves, funds or anything else with a covariance. */
export interface Assets {
  readonly names: readonly string[];
  /** [n × n] covariance of decimal returns, dense or in factor form, in the time unit of `expected`. */
  readonly covariance: Hessian;
  /** [n] expected returns; null if there is no view, which the risk-only methods accept. */
  readonly expected: Float64Array | null;
}

/** √(w′Vw), in the time unit of the covariance. */
export function volatilityOf({ covariance }: Assets, weights: Float64Array): number {
  const vw = hessianTimes(covariance, weights);
  // Rounding can make a zero variance slightly negative.
  return Math.sqrt(Math.max(0, dot(weights, vw)));
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

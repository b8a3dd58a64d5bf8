import { type Hessian, hessianTimes } from '../math/qp/hessian.ts';

/** What is chosen from: stocks, sleeves, funds, whatever has a risk. */
export interface Assets {
  readonly names: readonly string[];
  /** Covariance of returns, whole or by factors, in the time unit of `expected`. Decimal returns. */
  readonly covariance: Hessian;
  /** Expected returns; null where there is no view, which is enough for the methods that look at risk alone. */
  readonly expected: Float64Array | null;
}

export function volatilityOf({ covariance }: Assets, weights: Float64Array): number {
  const vw = hessianTimes(covariance, weights);
  // Rounding can take a variance of nought just below it.
  return Math.sqrt(Math.max(0, dot(weights, vw)));
}

export const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};

/** The expected returns of assets that have them; throws for those that have none. */
export function expectedOf({ expected }: Assets): Float64Array {
  if (expected === null) throw new RangeError('this method needs expected returns');
  return expected;
}

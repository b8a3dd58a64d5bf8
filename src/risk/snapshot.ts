import type { Day } from '../market/day.ts';
import { FACTOR_COUNT, INDUSTRY_AT, STYLE_AT, STYLE_COUNT } from './factors.ts';

/** INEC-1 at the close of a day: all that a portfolio's risk is computed from. Nothing is annualised. */
export interface RiskSnapshot {
  readonly day: Day;
  /** [N×12], row-major by issuer; NaN in every style of an issuer that the model does not cover. */
  readonly styles: Float64Array;
  /** [N], 0–25. */
  readonly industry: Uint8Array;
  /** [39×39], row-major: daily covariance of factor returns, symmetric positive definite. */
  readonly covariance: Float64Array;
  /** [N]: daily deviation of specific returns; NaN for an issuer that the model does not cover. */
  readonly specificVolatility: Float64Array;
}

/** Whether the model can say anything of an issuer. */
export const isCovered = ({ styles, specificVolatility }: RiskSnapshot, issuer: number): boolean =>
  !Number.isNaN(specificVolatility[issuer]!) && !Number.isNaN(styles[issuer * STYLE_COUNT]!);

/** An issuer's exposures to all 39 factors added, `times` over, to a vector of them. */
export function addExposures(
  { styles, industry }: Pick<RiskSnapshot, 'styles' | 'industry'>,
  issuer: number,
  times: number,
  to: Float64Array,
): void {
  to[0]! += times;
  const at = issuer * STYLE_COUNT;
  for (let k = 0; k < STYLE_COUNT; k++) to[STYLE_AT + k]! += times * styles[at + k]!;
  to[INDUSTRY_AT + industry[issuer]!]! += times;
}

/** F·x for the snapshot's covariance. */
export function covarianceTimes(covariance: Float64Array, x: Float64Array): Float64Array {
  const product = new Float64Array(FACTOR_COUNT);
  for (let i = 0; i < FACTOR_COUNT; i++) {
    let sum = 0;
    for (let j = 0; j < FACTOR_COUNT; j++) sum += covariance[i * FACTOR_COUNT + j]! * x[j]!;
    product[i] = sum;
  }
  return product;
}

/** The inner product of an issuer's 39 exposures with a vector over factors. */
export function exposuresDot(
  { styles, industry }: Pick<RiskSnapshot, 'styles' | 'industry'>,
  issuer: number,
  v: Float64Array,
): number {
  let sum = v[0]! + v[INDUSTRY_AT + industry[issuer]!]!;
  const at = issuer * STYLE_COUNT;
  for (let k = 0; k < STYLE_COUNT; k++) sum += styles[at + k]! * v[STYLE_AT + k]!;
  return sum;
}

import type { Day } from '../market/day.ts';
import type { Horizon } from './covariance/factor-forecast.ts';
import { FACTOR_COUNT, INDUSTRY_AT, STYLE_AT, STYLE_COUNT } from './factors.ts';

/** INEC-1 at the close of a day for N issuers: all inputs of a portfolio's risk. Daily; nothing is annualised. */
export interface RiskSnapshot {
  readonly day: Day;
  /** Sessions over which the forecast is meant to be used; its figures are daily whatever the horizon. */
  readonly horizon: Horizon;
  /** [N × 12] style exposures, row-major by issuer; NaN in the whole row of an issuer that is not covered. */
  readonly styles: Float64Array;
  /** [N] index into `INDUSTRIES`. */
  readonly industry: Uint8Array;
  /**
   * [39 × 39] covariance of daily factor returns, row-major, symmetric positive definite; all NaN without a forecast.
   */
  readonly covariance: Float64Array;
  /** [N] standard deviation of daily specific returns; NaN for an issuer that is not covered. */
  readonly specificVolatility: Float64Array;
  /**
   * [M × 39] exposures of M indices that are assets beside the N issuers, row-major. Index m has the number N + m wherever an
   * issuer has its column, and its specific volatility follows those of the issuers.
   */
  readonly indexExposures?: Float64Array;
}

/**
 * Whether the model has exposures and a specific risk for an issuer.
 *
 * @param snapshot the model at a close: `session` of a `RiskModelAt`.
 * @param issuer column of the issuer, as in `store.issuers`.
 * @returns false where its risk cannot be computed.
 * @example
 * import { isCovered, readRiskModel } from 'trrm/risk';
 *
 * const { session, store } = readRiskModel('.trrm/demo/inec1');
 * console.log(store.issuers.filter((_, issuer) => !isCovered(session, issuer)).map(({ symbol }) => symbol));
 */
export const isCovered = (
  { styles, specificVolatility }: Pick<RiskSnapshot, 'styles' | 'specificVolatility'>,
  issuer: number,
): boolean => !Number.isNaN(specificVolatility[issuer]!) && !Number.isNaN(styles[issuer * STYLE_COUNT]!);

/**
 * Adds a multiple of an issuer's 39 exposures to a vector over factors, in place: 1 to the market, its twelve styles,
 * and 1 to its industry.
 */
export function addExposures(
  { styles, industry, indexExposures }: Pick<RiskSnapshot, 'styles' | 'industry' | 'indexExposures'>,
  issuer: number,
  multiple: number,
  to: Float64Array,
): void {
  if (issuer >= industry.length) {
    const row = (issuer - industry.length) * FACTOR_COUNT;
    for (let k = 0; k < FACTOR_COUNT; k++) to[k]! += multiple * indexExposures![row + k]!;
    return;
  }
  to[0]! += multiple;
  const at = issuer * STYLE_COUNT;
  for (let k = 0; k < STYLE_COUNT; k++) to[STYLE_AT + k]! += multiple * styles[at + k]!;
  to[INDUSTRY_AT + industry[issuer]!]! += multiple;
}

/** F·x for a 39 × 39 covariance F and a vector over factors. */
export function covarianceTimes(covariance: Float64Array, x: Float64Array): Float64Array {
  const product = new Float64Array(FACTOR_COUNT);
  // Three rows at a time, whose sums do not wait for each other; the number of factors is a multiple of three.
  for (let i = 0, a = 0; i < FACTOR_COUNT; i += 3, a += 3 * FACTOR_COUNT) {
    const b = a + FACTOR_COUNT;
    const c = b + FACTOR_COUNT;
    let first = 0;
    let second = 0;
    let third = 0;
    for (let j = 0; j < FACTOR_COUNT; j++) {
      const v = x[j]!;
      first += covariance[a + j]! * v;
      second += covariance[b + j]! * v;
      third += covariance[c + j]! * v;
    }
    product[i] = first;
    product[i + 1] = second;
    product[i + 2] = third;
  }
  return product;
}

/** Inner product of an issuer's 39 exposures with a vector over factors. */
export function exposuresDot(
  { styles, industry, indexExposures }: Pick<RiskSnapshot, 'styles' | 'industry' | 'indexExposures'>,
  issuer: number,
  v: Float64Array,
): number {
  if (issuer >= industry.length) {
    const row = (issuer - industry.length) * FACTOR_COUNT;
    let product = 0;
    for (let k = 0; k < FACTOR_COUNT; k++) product += indexExposures![row + k]! * v[k]!;
    return product;
  }
  let sum = v[0]! + v[INDUSTRY_AT + industry[issuer]!]!;
  const at = issuer * STYLE_COUNT;
  for (let k = 0; k < STYLE_COUNT; k++) sum += styles[at + k]! * v[STYLE_AT + k]!;
  return sum;
}

import { RETURN_ROUNDING } from './rounding.ts';

/** A mean or alpha of monthly returns with its standard error. Percent a year. */
export interface MeanEstimate {
  /** Number of months. */
  readonly n: number;
  /** Twelve times the monthly value. */
  readonly annual: number;
  /** t-statistic; 0 if nothing varies. */
  readonly t: number;
  /** ± 1.96 standard errors. */
  readonly interval: readonly [number, number];
}

const MONTHS = 12;
const NORMAL_95 = 1.96;

/** In percent: below this, a value or its error is rounding, as of a series against itself. */
const ROUNDING = 100 * RETURN_ROUNDING;

/** From a monthly value in percent and its standard error; each is 0 where it is rounding. */
export function meanEstimate(n: number, value: number, standardError: number): MeanEstimate {
  const monthly = Math.abs(value) > ROUNDING ? value : 0;
  const error = standardError > ROUNDING * Math.max(1, Math.abs(monthly)) ? standardError : 0;
  const annual = MONTHS * monthly;
  const half = NORMAL_95 * MONTHS * error;
  return { n, annual, t: error > 0 ? monthly / error : 0, interval: [annual - half, annual + half] };
}

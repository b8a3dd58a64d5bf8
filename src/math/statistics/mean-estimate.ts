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

/** From a monthly value in percent and its standard error. */
export function meanEstimate(n: number, monthly: number, error: number): MeanEstimate {
  const annual = MONTHS * monthly;
  const half = NORMAL_95 * MONTHS * error;
  return { n, annual, t: error > 0 ? monthly / error : 0, interval: [annual - half, annual + half] };
}
